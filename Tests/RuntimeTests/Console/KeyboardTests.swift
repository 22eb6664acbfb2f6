import Testing

@testable import kassa_run

/// What is told apart by speed and ending alone.
@Suite struct KeyboardTests {
  /// What comes of keys, each so many milliseconds after the one before.
  private func typed(_ keys: [(String, Int)], _ scanner: Scanner = Scanner()) -> [String] {
    var keyboard = Keyboard(scanner)
    var (now, typed) = (0, [Typed]())
    for (text, after) in keys {
      now += after
      while let deadline = keyboard.deadline, deadline < now {
        typed += keyboard.pass(to: deadline)
      }
      typed += keyboard.take(Array(text.utf8), at: now)
    }
    while let deadline = keyboard.deadline { typed += keyboard.pass(to: deadline) }
    return typed.map { one in
      switch one {
      case .scan(let code, _): "scan \(code)"
      case .paste(let text, _): "paste \(text)"
      case .key(let press):
        if case .character(let character) = press.key { String(character) } else { "\(press.key)" }
      }
    }
  }

  private func each(_ text: String, _ every: Int) -> [(String, Int)] {
    text.map { (String($0), every) }
  }

  @Test func `five characters and Enter at a scanner's speed are a scan, at a hand's are keys`() {
    #expect(typed(each("12345\r", 50)) == ["scan 12345"])
    #expect(typed(each("12345\r", 51)) == ["1", "2", "3", "4", "5", "enter"])
    #expect(typed(each("1234\r", 1)) == ["1", "2", "3", "4", "enter"])
    #expect(typed(each("12345", 10) + [("\r", 120)]) == ["scan 12345"])
    #expect(typed(each("12345", 10) + [("\r", 121)]) == ["1", "2", "3", "4", "5", "enter"])
    #expect(typed(each("12345\t12345\r", 50)) == ["scan 12345", "scan 12345"])
  }

  @Test func `a scan that nothing ends has eight characters`() {
    #expect(typed(each("12345678", 10)) == ["scan 12345678"])
    #expect(typed(each("1234567", 10)).count == 7)
    #expect(typed(each("12345678", 10) + each("12345678", 130)).first == "scan 12345678")
  }

  @Test func `a held key is no scan`() {
    #expect(typed(each(String(repeating: "7", count: 50), 33)) == Array(repeating: "7", count: 50))
  }

  @Test func `keys that no scanner sends end what was before them`() {
    #expect(typed(each("123456789", 5) + [("\u{7F}", 5)]) == ["scan 123456789", "backspace"])
    #expect(typed([("1", 0), ("\u{1B}OP", 5), ("2", 5)]) == ["1", "function(1)", "2"])
    #expect(typed([("1", 0), ("\u{1B}", 5)]) == ["1", "escape"])
  }

  @Test func `a paste is one thing, also when its end never comes`() {
    #expect(
      typed([("\u{1B}[200~1500\r", 0), ("x\u{1B}[201~", 10), ("1", 10)]) == ["paste 1500 x", "1"])
    #expect(typed([("\u{1B}[200~1500", 0), ("1", 400)]) == ["paste 1500", "1"])
  }

  @Test func `prefix, suffix and symbology are no part of the code`() {
    let scanner = Scanner(prefix: "~", suffix: "#")
    #expect(typed([("~46#\r", 0)], scanner) == ["scan 46"])
    #expect(typed([("~46#", 0)], scanner) == ["scan 46"])
    #expect(typed([("]E04600000000015\r", 0)]) == ["scan 4600000000015"])
  }
}
