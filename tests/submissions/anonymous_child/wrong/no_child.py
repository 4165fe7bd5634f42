# the parent calls produce itself
# breaks: ended; help: parent_called


def anonymous_child(size, produce):
    return produce()
