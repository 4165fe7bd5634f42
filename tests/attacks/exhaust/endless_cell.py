# the cell itself never ends, before any function is called
while True:
    pass


def anonymous_child(size, produce):
    return b""
