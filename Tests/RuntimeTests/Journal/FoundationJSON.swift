import Foundation
import Synchronization
import Testing

@testable import KassaRuntime

/// The journal's JSON as Foundation makes it of Codable: what the runtime's own is, byte for byte.
enum FoundationJSON {
  static func text(of encodable: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(encodable), as: UTF8.self)
    // A number without a sign stands by its bits in the journal.
    return text.replacing(/"seed":(\d{19,20})/) { match in
      #""seed":\#(UInt64(match.1).map { Int64(bitPattern: $0) } ?? 0)"#
    }
  }

  static func value<T: Decodable>(_ type: T.Type, of text: String) throws -> T {
    let text = text.replacing(/"seed":(-\d+)/) { match in
      #""seed":\#(Int64(match.1).map { UInt64(bitPattern: $0) } ?? 0)"#
    }
    return try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  /// Compares both ways of both.
  static func check<T: JSONCoded & Equatable>(
    _ thing: T, _ comment: @autoclosure () -> Comment? = nil
  ) throws {
    let ours = thing.jsonText
    let theirs = try text(of: thing)
    #expect(ours == theirs, comment())
    #expect(try T(json: Array(theirs.utf8)) == thing, comment())
    #expect(try value(T.self, of: ours) == thing, comment())
  }

  /// Compares the entries of a journal and what is derived from them, each that is new in more than its
  /// digits.
  static func check(_ journal: JournalReader, _ till: TillState) throws {
    try journal.forEach { entry in
      // An entry of format 1 is read by a way of its own.
      guard let read = try? Entry(jsonText: entry.json) else { return }
      try checkNew(read)
    }
    try checkNew(till.core)
    if let flow = till.flow { try checkNew(flow) }
    for parked in till.parked.values { try checkNew(parked) }
  }

  private static let seen = Mutex<Set<[UInt8]>>([])

  private static func checkNew(_ thing: some JSONCoded & Equatable) throws {
    let shape = thing.json.filter { !(0x30...0x39).contains($0) }
    guard seen.withLock({ $0.insert(shape).inserted }) else { return }
    try check(thing)
  }
}
