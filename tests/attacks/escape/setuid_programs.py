# runs programs that would run as root
import os
import subprocess


def anonymous_child(size, produce):
    for command in (["su", "-c", "id"], ["sudo", "-n", "id"], ["mount", "-t", "tmpfs", "x", "."]):
        try:
            done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
            if done.returncode == 0:
                print("SUCCEEDED", command, done.stdout)
        except OSError:
            pass
    if os.geteuid() == 0:
        with open("/proc/self/status") as status:
            if "CapEff:\t0000000000000000" not in status.read():
                print("SUCCEEDED capabilities")
    return bytes(size)
