# still to do
# breaks: right_file; help: not_written

def brighten(path, shape, amount):
    pass
