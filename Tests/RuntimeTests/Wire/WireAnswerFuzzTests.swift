import Testing

@testable import KassaRuntime
@testable import KassaWire

@Suite struct WireAnswerFuzzTests {
  private static let lines = [
    "{\"n\":12,\"answer\":\"yes\"}", "{\"n\":12,\"cancel\":true}", "{\"n\":12,\"answer\":50000}",
    "{\"n\":12,\"answer\":{\"action\":\"add\",\"barcode\":\"46\",\"quantity\":\"0.357\"}}",
    "{\"n\":12,\"answer\":{\"action\":\"discount\",\"line\":7,\"percent\":\"11.5\"}}",
    "{\"n\":12,\"answer\":\"\\u044f\\uD83D\\uDE00\"}",
  ]
  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", "\"", "\\", "\\u", ",", ":", "-", ".5", "e9", "null", "12",
      "99999999999999999999",
    ].map { Array($0.utf8) } + [[0xFF], [0xD1], [0x00], [0x0D]]

  private func mutated(_ random: inout SeededNumbers) -> [UInt8] {
    var line = Array(Self.lines[random.below(Self.lines.count)].utf8)
    for _ in 0..<(1 + random.below(4)) {
      let place = random.below(line.count + 1)
      switch random.below(4) {
      case 0: line.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)], at: place)
      case 1: line.removeSubrange(place..<min(line.count, place + 1 + random.below(5)))
      case 2 where place < line.count: line[place] = UInt8(random.below(256))
      default: line = Array(line[..<place])
      }
    }
    return line
  }

  @Test(arguments: FuzzSeeds.some(8))
  func `answers every mutated line with an answer or an error that repeats nothing`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let prompts = [Prompts.sale, Prompts.cash, Prompts.comment, Prompts.outcome]
    for _ in 0..<5_000 {
      let line = mutated(&random)
      let prompt = prompts[random.below(prompts.count)]
      do {
        let read = try WireAnswer(line: line, to: prompt)
        #expect(read.number == 12, "seed \(seed): \(line)")
      } catch {
        let reply = WireJSON.line(error.wire(of: prompt))
        #expect(!reply.contains("0.357") && !reply.contains("11.5"), "seed \(seed): \(line)")
      }
    }
  }
}

extension SeededNumbers {
  fileprivate mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
