import CFuzzer
import Foundation

/// Gives libFuzzer one part of Kassa to break: `fuzz matcher [libFuzzer's options] [corpus]`.
@main enum Fuzz {
  /// By name; each takes any bytes, and traps where a promise is broken.
  static let targets: [String: @Sendable (UnsafeBufferPointer<UInt8>) -> Void] = [
    "matcher": MatcherTarget.run, "script": ScriptTarget.run, "store": StoreTarget.run,
    "line": LineTarget.run, "goods": GoodsTarget.run,
  ]

  nonisolated(unsafe) private static var target: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }

  static func main() {
    var arguments = CommandLine.arguments
    guard arguments.count > 1, let target = targets[arguments.remove(at: 1)] else {
      print("fuzz: one of \(targets.keys.sorted().joined(separator: ", ")) was expected first")
      exit(2)
    }
    self.target = target
    var count = CInt(arguments.count)
    var pointers = arguments.map { strdup($0) } + [nil]
    pointers.withUnsafeMutableBufferPointer { pointers in
      var start = pointers.baseAddress
      let status = LLVMFuzzerRunDriver(&count, &start) { bytes, size in
        Fuzz.target(UnsafeBufferPointer(start: bytes, count: size))
        return 0
      }
      exit(status)
    }
  }
}
