# reads files that only the system needs


def anonymous_child(size, produce):
    for path in ("/etc/shadow", "/etc/passwd", "/etc/ssh/ssh_config", "/var/log/dpkg.log"):
        try:
            with open(path) as file:
                print("SUCCEEDED", path, len(file.read()))
        except OSError:
            pass
    return bytes(size)
