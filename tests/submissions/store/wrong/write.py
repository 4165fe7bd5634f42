# plain write, no mapping
# breaks: shared_mapping; help: written

def store(path, data):
    with open(path, "wb") as file:
        file.write(data)
