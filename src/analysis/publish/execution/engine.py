"""A papermill engine that runs the cells in papermill's own process: ``papermill --engine forked``.

Papermill finds it by its entry point and loads this module: whoever needs the module imports ``papermill`` first.
"""

from collections.abc import Callable
from typing import Any

from papermill.engines import Engine


class ForkedEngine(Engine):  # type: ignore[misc]
    """Run a notebook without a kernel: no process to start and no message to pass, so about twice as fast.

    The publisher runs it in a child forked from a server that has imported the libraries, and uses each child once.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, tell: Callable[[int], None] | None = None, **_: Any
    ) -> None:
        """Run the code cells in order until one fails, and mark that one as papermill's own engine does.

        `tell` hears the number of each code cell before it runs.
        """
        from analysis.publish.execution.shell import Shell

        shell = Shell.instance()
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            succeeded = True
            if cell.cell_type == "code" and cell.source.strip():
                if tell:
                    tell(shell.execution_count)
                succeeded, cell.execution_count = shell.run(cell.source, cell.outputs)
            if not succeeded:
                nb_man.cell_exception(cell, cell_index=index)
            nb_man.cell_complete(cell, cell_index=index)
            if not succeeded:
                break
