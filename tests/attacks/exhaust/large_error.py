# an error text of many megabytes, for the report, the page and the disk


def anonymous_child(size, produce):
    raise ValueError("x" * 30_000_000)
