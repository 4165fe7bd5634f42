# still to do
# breaks: exact_length; help: not_written

def store(path, data):
    # TODO
    pass
