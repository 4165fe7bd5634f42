# both look again and again, and leave the processor to nobody
import mmap
import os
import struct

HEADER = struct.Struct("<III")  # asked, answered, length


def chat(path, lines, reply):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        HEADER.pack_into(mm, 0, 0, 0, 0)
        total = len(lines)
        pid = os.fork()
        if pid == 0:
            done = 0
            try:
                while done < total:
                    asked = struct.unpack_from("<I", mm, 0)[0]
                    if asked == done:
                        continue
                    n = struct.unpack_from("<I", mm, 8)[0]
                    ans = reply(mm[12 : 12 + n])
                    struct.pack_into("<I", mm, 8, len(ans))
                    mm[12 : 12 + len(ans)] = ans
                    done += 1
                    struct.pack_into("<I", mm, 4, done)
            finally:
                os._exit(0)
        answers = []
        for k, line in enumerate(lines, 1):
            mm[12 : 12 + len(line)] = line
            struct.pack_into("<I", mm, 8, len(line))
            struct.pack_into("<I", mm, 0, k)
            while struct.unpack_from("<I", mm, 4)[0] != k:
                pass
            n = struct.unpack_from("<I", mm, 8)[0]
            answers.append(mm[12 : 12 + n])
        os.waitpid(pid, 0)
        return answers
