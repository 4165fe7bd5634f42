# an audit hook that refuses whatever the stage does afterwards
import sys


def refuse(event, _arguments):
    if not event.startswith(("os.", "object.", "compile", "exec", "import")):
        raise PermissionError(event)


sys.addaudithook(refuse)


def anonymous_child(size, produce):
    return bytes(size)
