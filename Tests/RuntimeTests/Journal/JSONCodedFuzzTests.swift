import Foundation
import Testing

@testable import KassaRuntime

/// What stands in the journal, each type with every field and every case of it: its JSON is what
/// Foundation makes of Codable, and comes back.
@Suite struct JSONCodedFuzzTests {
  @Test(arguments: FuzzSeeds.some(4))
  func `every entry stands in the journal as Foundation writes it`(seed: UInt64) throws {
    let chance = ChanceDecoder(seed: seed)
    var kinds: Set<String> = []
    for round in 0..<150 {
      let entry = try chance.make(Entry.self)
      kinds.insert(entry.kind.rawValue)
      try FoundationJSON.check(entry, "seed \(seed), round \(round)")
    }
    #expect(kinds.count == Entry.Kind.allCases.count, "seed \(seed)")
  }

  @Test(arguments: FuzzSeeds.some(4))
  func `so does what is derived from entries`(seed: UInt64) throws {
    let chance = ChanceDecoder(seed: seed)
    for round in 0..<40 {
      let comment: Comment = "seed \(seed), round \(round)"
      try FoundationJSON.check(chance.make(TillState.Core.self), comment)
      try FoundationJSON.check(chance.make(TillState.FlowState.self), comment)
      try FoundationJSON.check(chance.make(ParkedReceipt.self), comment)
      try FoundationJSON.check(chance.make(FiscalDocument.self), comment)
      try FoundationJSON.check(chance.make(Value.self), comment)
    }
  }

  @Test(arguments: FuzzSeeds.some(4))
  func `a cut or changed entry is refused or read, and nothing else`(seed: UInt64) throws {
    let chance = ChanceDecoder(seed: seed)
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<60 {
      let entry = try chance.make(Entry.self)
      var bytes = entry.json
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      #expect(throws: JSONError.self) { try Entry(json: Array(bytes[..<place])) }
      bytes[place] = UInt8.random(in: .min ... .max, using: &numbers)
      do { _ = try Entry(json: bytes) } catch is JSONError {} catch is JSONMismatch {
      } catch is MoneyError {}
    }
  }
}
