import Foundation
import Testing

@testable import KassaRuntime

/// A part that few values have is kept apart, and nobody can tell.
@Suite struct RareTests {
  private struct Holder: JSONCoded, Hashable {
    @Rare var part: [Int]?
    var name = "a"

    init(_ part: [Int]?) { self.part = part }

    func write(to json: inout JSONWriter) {
      json.record { json in
        json.field("name", name)
        json.field("part", part)
      }
    }

    init(json: JSONNode) throws {
      var fields = try json.fields()
      part = try fields.find("part")
      name = try fields.take("name")
    }
  }

  @Test func `a change of one copy is none of the other's`() {
    let first = Holder([1])
    var second = first
    second.part?.append(2)
    #expect(first.part == [1])
    #expect(second.part == [1, 2])
    #expect(second.$part)
    second.part = nil
    #expect(!second.$part)
    #expect(first != second)
    #expect(first == Holder([1]))
    #expect(Set([first, second, Holder([1]), Holder(nil)]).count == 2)
  }

  @Test(arguments: [nil, [], [1, 2]] as [[Int]?])
  func `its JSON is that of a part kept in place`(part: [Int]?) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = Array(try encoder.encode(Holder(part)))
    #expect(Holder(part).json == bytes)
    #expect(try Holder(json: bytes) == Holder(part))
    #expect(try JSONDecoder().decode(Holder.self, from: Data(bytes)) == Holder(part))
    #expect(String(decoding: bytes, as: UTF8.self).contains("part") == (part != nil))
  }
}
