# a result whose type is named with what a terminal takes for a command, for who reads the report
Odd = type("\x1b]0;OWNED\x07\x1b[2J", (), {})


def anonymous_child(size, produce):
    return Odd()
