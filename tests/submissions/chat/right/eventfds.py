# two eventfds; lines on one page half, answers on the other
import mmap
import os


def chat(path, lines, reply):
    lines = list(lines)
    fd = os.open(path, os.O_RDWR)
    memory = mmap.mmap(fd, 4096)
    os.close(fd)
    view = memoryview(memory)
    here, there = view[:2048], view[2048:]
    go, back = os.eventfd(0), os.eventfd(0)
    pid = os.fork()
    if pid == 0:
        try:
            for _ in range(len(lines)):
                os.eventfd_read(go)
                size = here[0] | here[1] << 8
                answer = reply(bytes(here[2 : 2 + size]))
                there[0], there[1] = len(answer) & 255, len(answer) >> 8
                there[2 : 2 + len(answer)] = answer
                os.eventfd_write(back, 1)
        finally:
            os._exit(0)
    answers = []
    for line in lines:
        here[0], here[1] = len(line) & 255, len(line) >> 8
        here[2 : 2 + len(line)] = line
        os.eventfd_write(go, 1)
        os.eventfd_read(back)
        answers.append(bytes(there[2 : 2 + (there[0] | there[1] << 8)]))
    os.waitpid(pid, 0)
    os.close(go)
    os.close(back)
    here.release(), there.release(), view.release()
    memory.close()
    return answers
