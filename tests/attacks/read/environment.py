# looks for secrets in the environment
import os


def anonymous_child(size, produce):
    for name, value in os.environ.items():
        if "CANARY" in value or "TOKEN" in name or "CANARY" in name:
            print("SUCCEEDED", name)
    return bytes(size)
