# the parent answers itself
# breaks: ended; help: no_child


def chat(path, lines, reply):
    return [reply(line) for line in lines]
