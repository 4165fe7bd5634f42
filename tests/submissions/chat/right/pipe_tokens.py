# tokens through two pipes; the child clears a line before it answers

import mmap
import os


def chat(path, lines, reply):
    fd = os.open(path, os.O_RDWR)
    memory = mmap.mmap(fd, 4096, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ | mmap.PROT_WRITE)
    os.close(fd)
    to_child, from_child = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(to_child[1])
        while size := os.read(to_child[0], 2):
            line = memory[: int.from_bytes(size, "little")]
            memory[:] = bytes(4096)
            answer = reply(line)
            memory[: len(answer)] = answer
            os.write(from_child[1], len(answer).to_bytes(2, "little"))
        os._exit(0)
    answers = []
    for line in lines:
        memory[: len(line)] = line
        os.write(to_child[1], len(line).to_bytes(2, "little"))
        answers.append(memory[: int.from_bytes(os.read(from_child[0], 2), "little")])
    os.close(to_child[1])
    os.waitpid(pid, 0)
    for fd in (to_child[0], *from_child):
        os.close(fd)
    memory.close()
    return answers
