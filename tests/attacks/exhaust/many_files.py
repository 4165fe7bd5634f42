# empty files without end, until the disk has no room for another name
def anonymous_child(size, produce):
    count = 0
    try:
        for count in range(200_000):
            open(f"file{count}", "w").close()
    except OSError:
        pass
    if count > 50_000:
        print("SUCCEEDED", count)
    return bytes(size)
