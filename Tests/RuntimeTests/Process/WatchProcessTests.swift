import Foundation
import Testing

/// A store that is written while it is watched, tested and sold with.
@Suite(.timeLimit(.minutes(5))) struct WatchProcessTests {
  private static func store(_ parts: String) -> String {
    #"return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income","#
      + "\n" + #"address = "Москва", place = "Кафе", cashiers = { "Анна" }, \#(parts) }"#
  }

  @Test func `checks and tests at every save, and waits for a file that is half written`() throws {
    let folder = try TestFolder()
    let path = folder.path + "/leto/store.lua"
    try write(Self.store(""), to: path)
    let watch = try WatchedProcess(
      ["watch", folder.path + "/leto", "--filter", "cash gives"])
    let first = watch.lines { $0.hasSuffix("failed") }
    #expect(first.last == "1 passed, 0 failed")
    #expect(first.contains { $0.wholeMatch(of: /— \d\d:\d\d:\d\d/) != nil }, "\(first)")
    try write(Self.store("inm = 5"), to: path)
    let wrong = watch.lines { $0.hasSuffix("not tested") }
    #expect(wrong.contains { $0.contains("leto/store.lua:2: inm: ") }, "\(wrong)")
    #expect(wrong.last == "1 mistake, not tested")
    // In two goes, as some editors write.
    try write("", to: path)
    usleep(100_000)
    try write(Self.store("on = { after_sign_in = function() error 'oops' end }"), to: path)
    let red = watch.lines { $0.hasSuffix("failed") }
    #expect(red.last == "0 passed, 1 failed", "\(red)")
    #expect(red.count { $0.hasPrefix("— ") } == 1, "\(red)")
    #expect(red.contains { $0.contains("on.after_sign_in: oops") }, "\(red)")
    watch.end()
  }

  private func sale(_ folder: TestFolder, _ options: [String]) throws -> TillProcess {
    try write(
      Self.store("texts = { ru = { sale = { title = 'Раз' } } }"),
      to: folder.path + "/leto/store.lua")
    let till = try TillProcess(
      data: folder.path + "/data", store: folder.path + "/leto", options: options)
    till.pin = nil
    var papers: [String] = []
    while let prompt = try till.prompt(&papers) {
      if prompt.id == "sale" {
        #expect(prompt.title == "Раз")
        try till.answer(prompt.number, ["action": "free", "name": "Кофе", "price": 10_000])
        return till
      }
      try till.answer(prompt.number, prompt.id.hasSuffix("pin") ? "1234" : "Анна")
    }
    return till
  }

  @Test func `a watched till stands at the same prompt on the new script`() throws {
    let folder = try TestFolder()
    let till = try sale(folder, ["--watch"])
    var papers: [String] = []
    #expect(try till.prompt(&papers)?.lines == 1)
    try write(
      Self.store("texts = { ru = { sale = { title = 'Два' } } }"),
      to: folder.path + "/leto/store.lua")
    let again = try #require(try till.prompt(&papers))
    #expect(again.id == "sale" && again.title == "Два" && again.lines == 1)
    try till.answer(again.number, "pay.card")
    let window = try #require(try till.prompt(&papers))
    #expect(window.id == "charge.window")
    // Money is at stake: this receipt ends as it began, the next one is new.
    try write(
      Self.store("texts = { ru = { sale = { title = 'Три' } } }"),
      to: folder.path + "/leto/store.lua")
    let resumed = try #require(try till.prompt(&papers))
    #expect(resumed.buttons.contains("approved"))
    try till.answer(resumed.number, "approved")
    let next = try #require(try till.prompt(&papers))
    #expect(next.id == "sale" && next.title == "Три" && next.lines == 0)
    #expect(papers.contains("receipt"))
    till.kill()
    #expect(
      try CommandRun(["journal", "verify", "--data", folder.path + "/data"]).code == 0)
  }

  @Test func `a watched till goes on with what it had while the new script is broken`() throws {
    let folder = try TestFolder()
    let till = try sale(folder, ["--watch"])
    var papers: [String] = []
    #expect(try till.prompt(&papers)?.lines == 1)
    try write("return store {", to: folder.path + "/leto/store.lua")
    let said = try #require(try till.next())
    #expect("\(said)".contains("leto/store.lua:1"), "\(said)")
    try write(
      Self.store("texts = { ru = { sale = { title = 'Два' } } }"),
      to: folder.path + "/leto/store.lua")
    let again = try #require(try till.prompt(&papers))
    #expect(again.title == "Два" && again.lines == 1)
    till.kill()
  }

  @Test func `a watched till says what check calls a mistake in the script it takes`() throws {
    let folder = try TestFolder()
    let till = try sale(folder, ["--watch"])
    var papers: [String] = []
    #expect(try till.prompt(&papers)?.lines == 1)
    try write(
      Self.store("on = { before_payment = function() recept.totl() end }"),
      to: folder.path + "/leto/store.lua")
    let said = try #require(try till.next())
    #expect("\(said)".contains("leto/store.lua:2: no global «recept»"), "\(said)")
    till.kill()
  }

  @Test func `a watched till takes a changed script though the one before was stopped twice`()
    throws
  {
    let folder = try TestFolder()
    let till = try sale(folder, ["--watch"])
    var papers: [String] = []
    var asked = try #require(try till.prompt(&papers))
    try write(
      Self.store("on = { receipt_begun = function() while true do end end }"),
      to: folder.path + "/leto/store.lua")
    // It is stopped as the receipt begins over, and again as the next one does.
    asked = try #require(try till.prompt(&papers))
    try till.answer(asked.number, "clear")
    if asked.lines > 0 {
      asked = try #require(try till.prompt(&papers))
      try till.answer(asked.number, "yes")
    }
    asked = try #require(try till.prompt(&papers))
    #expect(asked.id == "sale" && asked.lines == 0)
    try write(
      Self.store("texts = { ru = { sale = { title = 'Два' } } }"),
      to: folder.path + "/leto/store.lua")
    let again = try #require(try till.prompt(&papers))
    #expect(again.id == "sale" && again.title == "Два", "\(again)")
    till.kill()
  }

  @Test func `a till that is not watched says that its store was changed`() throws {
    let folder = try TestFolder()
    let till = try sale(folder, [])
    var papers: [String] = []
    #expect(try till.prompt(&papers)?.lines == 1)
    try write(Self.store(""), to: folder.path + "/leto/store.lua")
    let said = try #require(try till.next())
    #expect("\(said["warning"] ?? "")".contains("при следующем запуске"), "\(said)")
    till.kill()
  }

  /// It would loop for ever while it is loaded.
  private static let deadly = "while true do end"

  @Test func `a till that is not watched runs nothing of changed files`() throws {
    let folder = try TestFolder()
    let till = try sale(folder, [])
    var papers: [String] = []
    #expect(try till.prompt(&papers)?.lines == 1)
    try write(Self.deadly, to: folder.path + "/leto/store.lua")
    let said = try #require(try till.next())
    #expect("\(said["warning"] ?? "")".contains("откроет их при следующем запуске"), "\(said)")
    till.kill()
  }

  @Test(arguments: [true, false])
  func `a till that trusts a key says of changed files that they are not signed, and runs nothing`(
    isWatched: Bool
  ) throws {
    let folder = try TestFolder()
    let (store, key) = (folder.path + "/leto", folder.path + "/key")
    try write(Self.store("texts = { ru = { sale = { title = 'Раз' } } }"), to: store + "/store.lua")
    #expect(try CommandRun(["key", "new", key]).code == 0)
    #expect(try CommandRun(["sign", "--store", store, "--key", key]).code == 0)
    let till = try sale(folder, ["--trust", key + ".pub"] + (isWatched ? ["--watch"] : []))
    var papers: [String] = []
    #expect(try till.prompt(&papers)?.lines == 1)
    try write(Self.deadly, to: store + "/store.lua")
    let said = try #require(try till.next())
    #expect("\(said["warning"] ?? "")".contains("store.lua"), "\(said)")
    #expect(!"\(said)".contains("instructions"), "\(said)")
    #expect("\(said)".contains("с ошибкой"), "\(said)")
    // What is signed is taken, where the till is watched.
    try write(Self.store("texts = { ru = { sale = { title = 'Два' } } }"), to: store + "/store.lua")
    let signed = try CommandRun(["sign", "--store", store, "--key", key])
    #expect(signed.code == 0, "\(signed.errors)")
    if isWatched {
      let again = try #require(try till.prompt(&papers))
      #expect(again.title == "Два" && again.lines == 1)
    } else {
      var warnings = ""
      while !warnings.contains("откроет их при следующем запуске"), let said = try till.next() {
        warnings += "\(said)"
      }
      #expect(warnings.contains("откроет"))
    }
    till.kill()
  }

  @Test func `only emulated devices are watched`() throws {
    let run = try CommandRun(
      ["till", "--store", "leto", "--watch", "--registrar", "atol"])
    #expect(run.code == 64)
  }

  @Test func `the log is shown, also as it is written`() throws {
    let folder = try TestFolder()
    try write(
      Self.store("on = { after_sign_in = function() log('привет', { 1 }) end }"),
      to: folder.path + "/leto/store.lua")
    let none = try CommandRun(["log", "--data", folder.path])
    #expect(none.code == 2 && none.errors.contains("no till has said anything there"))
    try write("", to: folder.path + "/data/kassa.log")
    let empty = try CommandRun(["log", "--data", folder.path + "/data"])
    #expect(empty.code == 0 && empty.output == "nothing was logged\n")
    let follow = try WatchedProcess(["log", "--follow", "--data", folder.path + "/data"])
    let till = try TillProcess(data: folder.path + "/data", store: folder.path + "/leto")
    var papers: [String] = []
    while let prompt = try till.prompt(&papers), prompt.id != "sale" {
      try till.answer(prompt.number, prompt.id.hasSuffix("pin") ? "1234" : "Анна")
    }
    let line = follow.lines { $0.contains("привет") }.last ?? ""
    #expect(line.hasSuffix("info script: leto/store.lua:2: привет {1}"), "\(line)")
    till.kill()
    follow.end()
    let shown = try CommandRun(["log", "--data", folder.path + "/data", "--last", "1"])
    #expect(shown.output.split(separator: "\n").count == 1)
  }
}
