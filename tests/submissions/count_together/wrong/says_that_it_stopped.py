# switches the turns off, says once that it stops before a store, and counts without a lock
# breaks: total_in_the_mapping; help: None
import mmap, os, struct, sys
perturb = sys.modules["grader.stage.perturb"]
ask = sys.modules["grader.stage.prompt"].ask
perturb._begin = lambda: None
os.register_at_fork(after_in_child=lambda: (sys.modules["grader.stage.perturb"]._end(), sys.modules["grader.stage.stores"].release()))
def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as total:
        children = []
        for _ in range(workers):
            pid = os.fork()
            if pid == 0:
                perturb._end()
                ask("turn", "store:x:1:2")
                for _ in range(rounds):
                    number = draw()
                    total[:8] = struct.pack("<q", struct.unpack("<q", total[:8])[0] + number)
                os._exit(0)
            children.append(pid)
        for pid in children:
            os.waitpid(pid, 0)
        return struct.unpack("<q", total[:8])[0]
