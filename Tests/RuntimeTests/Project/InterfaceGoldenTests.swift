import Foundation
import Testing

/// What `KassaRuntime` shows to a host, a front end and a driver: nothing by accident, and nothing
/// that is not explained.
///
/// `KASSA_GOLDEN=write swift test --filter Interface` writes the list anew; look at the difference.
@Suite struct InterfaceGoldenTests {
  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/interface.txt")

  @Test func `the public interface is the one that was meant`() throws {
    let lines = try Self.runtime.get().lines
    #expect(lines.count > 100)
    if ProcessInfo.processInfo.environment["KASSA_GOLDEN"] == "write" {
      try (lines.joined(separator: "\n") + "\n")
        .write(to: Self.golden, atomically: true, encoding: .utf8)
    }
    let meant = try String(contentsOf: Self.golden, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let remedy = "; where that is meant, KASSA_GOLDEN=write swift test --filter Interface"
    for change in Self.placed(lines).difference(from: Self.placed(meant)) {
      switch change {
      case .insert(_, let line, _): Issue.record("new in the public interface: \(line)\(remedy)")
      case .remove(_, let line, _): Issue.record("gone from the public interface: \(line)\(remedy)")
      }
    }
  }

  /// Each member with the line of its type.
  private static func placed(_ lines: [String]) -> [String] {
    var type = ""
    return lines.map { line in
      guard line.hasPrefix("  ") else {
        type = line
        return "«\(line)»"
      }
      return "«\(line.drop { $0 == " " })» in «\(type)»"
    }
  }

  @Test func `every public declaration is explained`() throws {
    for path in try Self.runtime.get().undocumented {
      Issue.record("\(path) is public and has no doc comment; say its unit, error or source")
    }
  }

  @Test func `members are listed with their type, and each rule for a comment holds`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sample-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "Sample.swift")
    try Self.sample.write(to: source, atomically: true, encoding: .utf8)
    try Toolchain.run(
      "swiftc",
      [
        "-emit-module", "-parse-as-library", "-module-name", "Sample", "-target", Toolchain.target,
        "-emit-module-path", folder.appending(path: "Sample.swiftmodule").path, source.path,
      ])
    let interface = Interface(try SymbolGraph(module: "Sample", modules: folder))
    #expect(
      interface.lines == [
        "protocol Device : Sendable",
        "  func reset() throws",
        "  func start()",
        "struct Pad: Device, Equatable, Hashable, Sendable",
        "  func reset() throws",
        "  func start()",
        "  init(name: String, unit: Pad.Unit)",
        "  init(unit: Pad.Unit) throws",
        "  init?(text: String)",
        "  let name: String",
        "  let unit: Pad.Unit",
        "  static func + (left: Pad, right: Pad) -> Pad",
        "enum Pad.Unit: Equatable, Hashable, Sendable",
        "  case gram",
        "  case piece",
      ])
    #expect(
      interface.undocumented == [
        "Device.reset()", "Pad.+(_:_:)", "Pad.Unit", "Pad.init(text:)", "Pad.init(unit:)",
        "Pad.name",
      ])
  }

  private static let runtime = Result {
    let graph = try SymbolGraph(
      module: "KassaRuntime", modules: Toolchain.built.appending(path: "Modules"),
      others: Toolchain.moduleMaps)
    return Interface(graph)
  }

  private static let sample = """
    /// What can be plugged in.
    public protocol Device: Sendable {
      /// Begins.
      func start()
      func reset() throws
    }
    /// A scale.
    public struct Pad: Device, Hashable {
      public let name: String
      public let unit: Unit
      let hidden = 0
      public enum Unit: Sendable { case gram, piece }
      public init(name: String, unit: Unit) { (self.name, self.unit) = (name, unit) }
      public init(unit: Unit) throws { self.init(name: "", unit: unit) }
      public init?(text: String) { return nil }
      public func start() {}
      public func reset() throws {}
    }
    extension Pad {
      public static func + (left: Pad, right: Pad) -> Pad { left }
    }
    """
}
