import Foundation
import Testing

/// The jsonl protocol against the real till: what a program may send wrong, and what it gets.
@Suite(.timeLimit(.minutes(5))) struct WireProcessTests {
  /// A line that is no answer to the prompt of that id, and the code of its error.
  struct Slip: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let prompt: String
    let code: String
    /// The line for the prompt of that number.
    let line: @Sendable (Int) -> Data

    init(_ prompt: String, _ answer: String, _ code: String) {
      self.init("\(prompt): \(answer)", prompt, code) { n in
        Data("{\"n\":\(n),\"answer\":\(answer)}".utf8)
      }
    }

    init(
      _ name: String, _ prompt: String, _ code: String, line: @escaping @Sendable (Int) -> Data
    ) {
      (testDescription, self.prompt, self.code, self.line) = (name, prompt, code, line)
    }
  }

  /// The way through a cash sale and into a card's, one answer to each prompt.
  private static func way(_ prompt: ShownPrompt) -> Any {
    switch prompt.id {
    case "sign_in.name": "Анна"
    case "sign_in.new_pin", "sign_in.repeat_pin": "1234"
    case "sale" where prompt.lines == 0: ["action": "free", "name": "Кофе", "price": 19_950]
    case "sale": "pay.cash"
    default: prompt.buttons.first ?? ""
    }
  }

  static let choosing = [
    Slip("sign_in.name", "5", "shape"), Slip("sign_in.name", "\"Вера\"", "no_such_button"),
    Slip("sign_in.name", "null", "shape"), Slip("sign_in.name", "[\"Анна\"]", "shape"),
    Slip("sign_in.name", "{\"button\":1}", "shape"),
    Slip("sign_in.name", "{\"action\":\"add\",\"barcode\":\"1\"}", "shape"),
    Slip("not JSON", "sign_in.name", "not_json") { _ in Data("Анна".utf8) },
    Slip("an empty line", "sign_in.name", "not_json") { _ in Data() },
    Slip("not UTF-8", "sign_in.name", "not_utf8") { n in
      Data("{\"n\":\(n),\"answer\":\"".utf8) + [0xC0, 0xED] + Data("\"}".utf8)
    },
    Slip("a zero byte", "sign_in.name", "not_json") { _ in Data([0]) },
    Slip("a prompt to come", "sign_in.name", "stale_number") { n in
      Data("{\"n\":\(n + 1),\"answer\":\"Анна\"}".utf8)
    },
    Slip("a cancel", "sign_in.name", "may_not_cancel") { n in
      Data("{\"n\":\(n),\"cancel\":true}".utf8)
    },
    Slip("brackets without end", "sign_in.name", "not_json") { _ in
      Data(repeating: UInt8(ascii: "["), count: 60_000)
    },
    Slip("10 MB in one line", "sign_in.name", "line_too_long") { _ in
      Data(repeating: UInt8(ascii: "x"), count: 10 << 20)
    },
  ]

  static let typing = [
    Slip("sign_in.new_pin", "1234", "shape"), Slip("sign_in.new_pin", "\"12\"", "text_length"),
    Slip("sign_in.new_pin", "\"12ab\"", "not_digits"),
    Slip(
      "sale", "{\"action\":\"free\",\"name\":\"4111 1111 1111 1111\",\"price\":1}", "card_number"),
    Slip("sale", "{\"action\":\"search\",\"text\":\"4111111111111111\"}", "card_number"),
    Slip("sale", "{\"action\":\"free\",\"name\":\"Кофе\",\"price\":1.5}", "fraction"),
    Slip(
      "sale", "{\"action\":\"free\",\"name\":\"Кофе\",\"price\":99999999999999999999}", "not_json"),
    Slip("sale", "{\"action\":\"free\",\"name\":\"Кофе\",\"price\":9223372036854775807}", "number"),
    Slip("sale", "{\"action\":\"free\",\"name\":\"Кофе\",\"price\":-1}", "out_of_range"),
    Slip("sale", "{\"action\":\"remove\",\"line\":7}", "no_line"),
    Slip("sale", "{\"action\":\"pay\"}", "shape"), Slip("sale", "true", "shape"),
    Slip("payment.cash", "0", "out_of_range"), Slip("payment.cash", "-19950", "out_of_range"),
    Slip("payment.cash", "199.50", "fraction"), Slip("payment.cash", "\"много\"", "number"),
    Slip("payment.cash", "9223372036854775807", "number"),
  ]

  @Test func `answers every wrong line with its error and the same prompt`() throws {
    let folder = try TestFolder()
    let till = try TillProcess(data: folder.path)
    var papers: [String] = []
    var left = Self.choosing + Self.typing
    var prompt = try #require(try till.prompt(&papers))
    while !left.isEmpty {
      for slip in left where slip.prompt == prompt.id {
        till.send(slip.line(prompt.number))
        let error = try #require(try till.next()?["error"] as? [String: Any], "\(slip)")
        #expect(error["code"] as? String == slip.code, "\(slip): \(error)")
        #expect(error["n"] as? Int == prompt.number)
        #expect(!(error["message"] as? String ?? "").isEmpty, "\(slip)")
        #expect(!(error["remedy"] as? String ?? "").isEmpty, "\(slip)")
        #expect(!"\(error)".contains("4111"))
        #expect(try till.prompt(&papers) == prompt, "\(slip)")
      }
      left.removeAll { $0.prompt == prompt.id }
      guard !left.isEmpty else { break }
      try till.answer(prompt.number, Self.way(prompt))
      prompt = try #require(try till.prompt(&papers), "\(left.map(\.testDescription))")
    }
    #expect(till.leave().code == 4)
    let again = try TillProcess(data: folder.path)
    #expect(try again.prompt(&papers) == prompt)
    #expect(again.leave().code == 4)
    #expect(try CommandRun(["journal", "verify", "--data", folder.path]).code == 0)
  }

  @Test func `takes an answer once when it is sent twice`() throws {
    let folder = try TestFolder()
    let till = try TillProcess(data: folder.path)
    var papers: [String] = []
    let first = try #require(try till.prompt(&papers))
    let line = Data("{\"n\":\(first.number),\"answer\":\"Анна\"}".utf8)
    till.send(line + [UInt8(ascii: "\n")] + line)
    let second = try #require(try till.prompt(&papers))
    #expect(second.id == "sign_in.new_pin")
    let error = try till.next()?["error"] as? [String: Any]
    #expect(error?["code"] as? String == "stale_number")
    #expect(try till.prompt(&papers) == second)
    #expect(
      till.leave().errors
        == "kassa-run: the input ended; everything is kept, start the till again to go on\n")
  }

  @Test func `takes no answer that the end of input cut off`() throws {
    let folder = try TestFolder()
    let arguments = ["till", "--store", TillProcess.cafe, "--data", folder.path, "--io", "jsonl"]
    var papers: [String] = []
    let till = try TillProcess(data: folder.path)
    let asked = try #require(try till.prompt(&papers))
    #expect(till.leave().code == 4)
    let cut = try CommandRun(arguments, input: "{\"n\":\(asked.number),\"answer\":\"Анна\"}")
    #expect(cut.code == 4)
    let again = try TillProcess(data: folder.path)
    #expect(try again.prompt(&papers) == asked)
    #expect(again.leave().code == 4)
  }
}
