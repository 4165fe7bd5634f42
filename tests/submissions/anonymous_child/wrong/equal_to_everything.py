# returns an object that equals everything
# breaks: right_bytes; help: no_child


class Yes(bytes):
    def __eq__(self, other):
        return True

    __hash__ = None


def anonymous_child(size, produce):
    return Yes()
