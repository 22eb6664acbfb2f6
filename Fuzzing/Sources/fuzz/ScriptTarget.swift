@testable import KassaRuntime

/// A machine for one text, with everything a script may call and no flow behind it.
enum Machines {
  private struct OneText: ModuleSource {
    let text: [UInt8]

    func chunk(named module: String) throws(ScriptError) -> Chunk? {
      module == "store" ? Chunk(name: "fuzz/store.lua", source: text) : nil
    }
  }

  static func machine(_ text: some Sequence<UInt8>, limits: MachineLimits) -> LuaMachine {
    LuaMachine(
      limits: limits, seed: 1, modules: Bindings.modules(NoFlow()),
      sources: OneText(text: Array(text)), prelude: nil, log: { _ in })
  }

  static func machine(_ text: String, limits: MachineLimits) -> LuaMachine {
    machine(text.utf8, limits: limits)
  }
}

/// Input: the text of a module, loaded and run in the sandbox.
enum ScriptTarget {
  private static let limits = MachineLimits(
    instructionsMax: 100_000, millisecondsMax: 1_000, memoryBytesMax: 8 << 20)

  @Sendable static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    let machine = Machines.machine(bytes, limits: limits)
    var resumption = machine.start("store", arguments: [["x": 1], "y"])
    for _ in 0..<4 {
      guard case .waiting = resumption else { break }
      resumption = machine.resume(["yes", 5])
    }
    if case .failed(let error) = resumption {
      precondition(error.description.utf8.count < 3 * ScriptError.bytesMax)
    }
  }
}

/// Input: the text of a store, loaded and checked.
enum StoreTarget {
  @Sendable static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let files = StockLibrary.files.merging(["store/fuzz/store.lua": text]) { _, new in new }
    let bundle = Bundle(files: files)
    let findings = StoreLoading.findings(bundle)
    do throws(StoreError) {
      _ = try StoreLoading.load(bundle)
    } catch {
      precondition(!findings.problems.isEmpty, "\(error) is not among the findings")
    }
  }
}
