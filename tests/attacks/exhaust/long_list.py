# a result of a hundred million numbers


def anonymous_child(size, produce):
    return [0] * 60_000_000
