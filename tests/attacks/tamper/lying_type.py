# a class that calls itself bytes
Bytes = type("bytes", (), {"__bytes__": lambda self: b"", "__class__": bytes})


def anonymous_child(size, produce):
    return Bytes()
