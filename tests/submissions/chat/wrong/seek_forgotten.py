# reads behind what it has written
# breaks: lines_arrive; help: file_position
import mmap
import os


def chat(path, lines, reply):
    ar, aw = os.pipe()
    br, bw = os.pipe()
    with open(path, "r+b") as f:
        mm = mmap.mmap(f.fileno(), 0)
    pid = os.fork()
    if pid == 0:
        try:
            os.close(aw)
            while os.read(ar, 1):
                n = int.from_bytes(mm.read(2), "big")
                a = reply(mm.read(n))
                mm.seek(0)
                mm.write(len(a).to_bytes(2, "big"))
                mm.write(a)
                os.write(bw, b"x")
        finally:
            os._exit(0)
    answers = []
    for line in lines:
        mm.seek(0)
        mm.write(len(line).to_bytes(2, "big"))
        mm.write(line)
        os.write(aw, b"x")
        os.read(br, 1)
        n = int.from_bytes(mm.read(2), "big")
        answers.append(mm.read(n))
    for fd in (ar, aw, br, bw):
        os.close(fd)
    os.waitpid(pid, 0)
    mm.close()
    return answers
