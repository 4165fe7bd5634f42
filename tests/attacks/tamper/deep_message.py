# a result nested so deeply that reading it would overflow a stack


def anonymous_child(size, produce):
    value = []
    for _ in range(100_000):
        value = [value]
    return value
