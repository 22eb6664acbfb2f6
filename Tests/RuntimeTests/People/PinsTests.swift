import Testing

@testable import KassaRuntime

/// What is kept of PINs: a new one counts once it was typed twice alike, and wrong ones are counted from
/// the last of them.
@Suite struct PinsTests {
  private func pins() throws -> (pins: Pins, folder: TestFolder) {
    let folder = try TestFolder()
    return (try Pins(folder: folder.path, seam: .production, rounds: 2), folder)
  }

  private func at(_ seconds: Int64) -> Moment {
    Moment(milliseconds: 1_795_000_000_000 + seconds * 1_000)
  }

  @Test func `another one drops what was proposed`() throws {
    let (pins, _) = try pins()
    try pins.propose("1234", of: "Анна")
    #expect(try !pins.confirm("9999", of: "Анна", at: at(0)))
    #expect(try !pins.confirm("1234", of: "Анна", at: at(0)), "it was dropped")
    #expect(try !pins.has("Анна"))
  }

  @Test func `a new one that was not repeated leaves the old one`() throws {
    let (pins, _) = try pins()
    try pins.propose("1234", of: "Анна")
    #expect(try pins.confirm("1234", of: "Анна", at: at(0)))
    try pins.propose("5678", of: "Анна")
    #expect(try !pins.confirm("5679", of: "Анна", at: at(0)))
    #expect(try pins.verify("1234", of: "Анна", at: at(1)))
    #expect(try !pins.verify("5678", of: "Анна", at: at(2)))
  }

  @Test func `one person's PIN is nobody else's`() throws {
    let (pins, _) = try pins()
    for (name, pin) in [("Анна", "1234"), ("Борис", "5678")] {
      try pins.propose(pin, of: name)
      #expect(try pins.confirm(pin, of: name, at: at(0)))
    }
    #expect(try !pins.verify("1234", of: "Борис", at: at(0)))
    #expect(try pins.verify("5678", of: "Борис", at: at(0)))
    #expect(try pins.wait(of: "Анна", at: at(0)) == nil)
  }

  /// Three wrong ones with a minute between each: the wait counts from the third.
  @Test func `waits from the last wrong one`() throws {
    let (pins, _) = try pins()
    for second in [0, 60, 120] as [Int64] {
      #expect(try !pins.verify("0000", of: "Анна", at: at(second)))
    }
    #expect(try pins.wait(of: "Анна", at: at(120)) == .seconds(5))
    #expect(try pins.wait(of: "Анна", at: at(124)) == .seconds(1))
    #expect(try pins.wait(of: "Анна", at: at(125)) == nil)
    #expect(try !pins.verify("0000", of: "Анна", at: at(500)))
    #expect(try pins.wait(of: "Анна", at: at(500)) == .seconds(10))
  }
}
