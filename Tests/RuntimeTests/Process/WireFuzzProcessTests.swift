import Foundation
import Testing

/// The real till with a front end that writes nonsense: one error for each wrong line, and a right answer
/// counts afterwards.
@Suite(.timeLimit(.minutes(5))) struct WireFuzzProcessTests {
  /// The way through sales, one answer to each prompt.
  private static func way(_ prompt: ShownPrompt) -> Any {
    switch prompt.id {
    case "sign_in.name": "Анна"
    case "sign_in.new_pin", "sign_in.repeat_pin", "sign_in.pin": "1234"
    case "sale" where prompt.lines == 0: ["action": "free", "name": "Кофе", "price": 19_950]
    case "sale": "pay.card"
    default: ["button": prompt.buttons.first ?? ""]
    }
  }

  @Test(arguments: FuzzSeeds.some(3))
  func `every mutated line gets one error, and a right answer goes on`(seed: UInt64) throws {
    let folder = try TestFolder()
    let till = try TillProcess(data: folder.path)
    var mutations = WireMutations(random: SeededNumbers(seed: seed))
    var papers: [String] = []
    var prompt = try #require(try till.prompt(&papers))
    var refused = 0
    for round in 0..<300 {
      let line = mutations.line(prompt.number)
      till.send(line)
      let start = String(decoding: line.prefix(200), as: UTF8.self)
      let words = "seed \(seed), round \(round): \(start)"
      let said = try #require(try till.next(), "\(words)")
      if let error = said["error"] as? [String: Any] {
        refused += 1
        #expect(error["n"] as? Int == prompt.number, "\(words)")
        #expect(!"\(error)".contains("4111"), "\(words)")
        #expect(try till.prompt(&papers) == prompt, "\(words)")
      } else if let shown = said["prompt"] as? [String: Any] {
        // It was right by chance.
        prompt = ShownPrompt(shown)
      } else {
        prompt = try #require(try till.prompt(&papers), "\(words)")
      }
      guard round % 20 == 19 else { continue }
      try till.answer(prompt.number, Self.way(prompt))
      let next = try #require(try till.prompt(&papers), "\(words)")
      #expect(next.number > prompt.number, "\(words)")
      prompt = next
    }
    #expect(refused > 150, "seed \(seed)")
    #expect(till.leave().code == 4, "seed \(seed)")
    #expect(try CommandRun(["journal", "verify", "--data", folder.path]).code == 0, "seed \(seed)")
  }
}
