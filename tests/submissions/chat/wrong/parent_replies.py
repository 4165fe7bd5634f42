# the parent answers itself
# breaks: ended; help: parent_called


def chat(path, lines, reply):
    return [reply(line) for line in lines]
