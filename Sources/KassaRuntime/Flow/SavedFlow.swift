/// A flow as it stands at a prompt, to be gone on from more than once: what explores a store answers a
/// prompt in every way without coming to it again.
///
/// It holds a copy of the script's memory, some 300 KiB, which takes a few microseconds to put back;
/// answering a flow's way to a prompt once more takes some hundred (docs/benchmarks.md).
final class SavedFlow {
  private let run: FlowRun
  private let script: SavedScript

  /// Nil where the script can't be copied, so that whoever explores answers it from its start.
  ///
  /// It does not wait then, or its memory is not of one piece (`MachineImage`).
  init?(_ run: FlowRun) {
    // What is kept is never driven: any script will do for it.
    guard let script = run.savedScript, let copy = FlowRun(run, script: { _ in LastFlow() })
    else { return nil }
    (self.run, self.script) = (copy, script)
  }

  /// The flow as it was when it was saved.
  ///
  /// - Returns: nil while a flow that lives where this one did is not closed (`FlowRun.close`).
  func flow() -> FlowRun? { FlowRun(run, script: script) }
}
