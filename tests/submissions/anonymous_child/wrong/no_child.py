# the parent calls produce itself
# breaks: ended; help: no_child


def anonymous_child(size, produce):
    return produce()
