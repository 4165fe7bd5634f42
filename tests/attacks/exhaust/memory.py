# asks for memory without end
def anonymous_child(size, produce):
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))
