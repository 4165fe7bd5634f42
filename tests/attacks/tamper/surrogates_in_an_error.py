# an error text that no file can hold, so that the report cannot be written


def anonymous_child(size, produce):
    raise ValueError("\ud800\udfff" * 100)
