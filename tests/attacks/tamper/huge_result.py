# a result of many megabytes


def anonymous_child(size, produce):
    return bytes(300 << 20)
