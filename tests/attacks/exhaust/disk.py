# fills the disk with many files, each below the limit for one
def anonymous_child(size, produce):
    total = 0
    try:
        for number in range(1000):
            with open(f"big{number}", "wb") as file:
                for _ in range(3):
                    total += file.write(bytes(16 << 20))
            if total > 8 << 30:
                break
    except OSError:
        pass
    if total > 2 << 30:
        print("SUCCEEDED", total)
    return bytes(size)
