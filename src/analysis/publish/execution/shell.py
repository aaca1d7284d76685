"""An IPython shell that runs cells in this process and keeps what they show, as a Jupyter kernel would send it."""

import builtins
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOBase
from typing import Any

import nbformat
from ipykernel.compiler import XCachingCompiler
from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any as AnyTrait
from traitlets import Type

from analysis.publish.execution.job import LONGEST

Output = dict[str, Any]


class Outputs:
    """The outputs of the running cell, with those of all cells by display identifier."""

    def __init__(self) -> None:
        self.list: list[Output] = []
        self.count: int | None = None
        self._shown: dict[str, list[Output]] = {}
        self._clear_at_next = False

    def start(self, cell_outputs: list[Output]) -> None:
        """Send what follows to the outputs of another cell."""
        self.list, self._clear_at_next = cell_outputs, False

    def add(self, kind: str, **content: Any) -> Output:
        """Append an output."""
        if self._clear_at_next:
            self.list.clear()
            self._clear_at_next = False
        self.list.append(nbformat.v4.new_output(kind, **content))
        return self.list[-1]

    def stream(self, name: str, text: str) -> None:
        """Append text to the stream that is being written, or start one."""
        last = self.list[-1] if self.list and not self._clear_at_next else {}
        if last.get("name") == name:
            # one letter too many tells that there was more
            last["text"] += text[: max(0, LONGEST + 1 - len(last["text"]))]
        else:
            self.add("stream", name=name, text=text[: LONGEST + 1])

    def rich(self, kind: str, data: Any, metadata: Any, **content: Any) -> Output:
        """Append an output of several formats, as JSON allows them."""
        bundle = json_clean(encode_images(data))
        return self.add(kind, data=bundle, metadata=json_clean(metadata or {}), **content)

    def display(self, data: Any, metadata: Any, identifier: str | None, update: bool) -> None:
        """Show something, or show it instead of what has the same identifier."""
        if not update:
            shown = self.rich("display_data", data, metadata)
            if identifier:
                self._shown.setdefault(identifier, []).append(shown)
            return
        for shown in self._shown.get(identifier or "", []):
            new = {"data": json_clean(encode_images(data)), "metadata": json_clean(metadata or {})}
            shown.update(nbformat.from_dict(new))

    def clear(self, wait: bool) -> None:
        """Forget the outputs of this cell, now or when the next one comes."""
        if wait:
            self._clear_at_next = True
        else:
            self.list.clear()


class _Stream(TextIOBase):
    encoding = "utf-8"

    def __init__(self, name: str, outputs: Outputs, descriptor: int) -> None:
        self.name, self._outputs, self._descriptor = name, outputs, descriptor

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text:
            self._outputs.stream(self.name, text)
        return len(text)

    def fileno(self) -> int:
        return self._descriptor


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    kept = AnyTrait()

    def publish(
        self, data: Any, metadata: Any = None, *, transient: Any = None, update: bool = False, **_: Any
    ) -> None:
        self._validate_data(data, metadata)
        self.shell.flush_descriptors()
        self.shell.kept.display(data, metadata, (transient or {}).get("display_id"), update)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.kept.clear(wait)


class _Hook(DisplayHook):  # type: ignore[misc]
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.shell.flush_descriptors()
        self.shell.kept.rich("execute_result", format_dict, md_dict, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None:
        self._is_active = False


class Shell(InteractiveShell):  # type: ignore[misc]
    """IPython as a kernel runs it, without the kernel: one per process, used for one notebook."""

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)
    compiler_class = Type(XCachingCompiler)

    def __init__(self, **options: Any) -> None:
        self.kept = Outputs()
        self._files: dict[int, Any] = {}
        super().__init__(**options)

    def init_history(self) -> None:
        """Keep the history in memory: a report has no business in the user's home."""
        self.config.HistoryManager.enabled = False
        super().init_history()

    def init_hooks(self) -> None:
        """Send what a terminal would page (``help?``) to nowhere, as a kernel does outside of JupyterLab."""
        super().init_hooks()
        self.set_hook("show_in_pager", lambda *_, **__: None, 99)

    def enable_gui(self, gui: Any = None) -> None:
        """Accept and ignore event loops, which a report has no use for."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.flush_descriptors()
        self.kept.add("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)

    def flush_descriptors(self) -> None:
        """Bring in what was written past Python: by C code, or by programs that a cell has started."""
        for name, number in (("stdout", 1), ("stderr", 2)):
            file = self._files[number]
            file.seek(0)
            if written := file.read(LONGEST + 1).decode(errors="replace"):
                self.kept.stream(name, written)
                # the descriptor of the cell is a copy and shares the position
                file.seek(0)
                file.truncate()

    @contextmanager
    def _capturing(self) -> Iterator[None]:
        held = {number: os.dup(number) for number in (1, 2)}
        streams, asked = (sys.stdout, sys.stderr), builtins.input
        for number in held:
            self._files[number] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
            os.dup2(self._files[number].fileno(), number)
        sys.stdout, sys.stderr = (_Stream(*of) for of in (("stdout", self.kept, 1), ("stderr", self.kept, 2)))
        builtins.input = _no_input  # type: ignore[assignment]
        try:
            yield
        finally:
            self.flush_descriptors()
            sys.stdout, sys.stderr = streams
            builtins.input = asked
            for number, copy in held.items():
                os.dup2(copy, number)
                os.close(copy)
                self._files.pop(number).close()

    def run(self, source: str, outputs: list[Output]) -> tuple[bool, int]:
        """Run a cell; append what it shows to `outputs`; return whether it succeeded and its number."""
        count = self.execution_count
        self.kept.start(outputs)
        with self._capturing():
            result = self.run_cell(source, store_history=True)
        failed = any(output["output_type"] == "error" for output in outputs)
        return bool(result.success) and not failed, count


def _no_input(prompt: str = "") -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")
