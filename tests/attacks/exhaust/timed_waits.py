# waits in a way that is no sleep, for a day
import select


def anonymous_child(size, produce):
    select.select([], [], [], 86_400)
    return bytes(size)
