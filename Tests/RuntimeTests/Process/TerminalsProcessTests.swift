import Foundation
import Testing

/// `kassa-run terminals`, as a technician types it.
@Suite(.timeLimit(.minutes(5))) struct TerminalsProcessTests {
  private static let stores = TillProcess.root.appendingPathComponent("Scripts/lua/stores").path
  private static let master = ["--store", stores + "/master", "--chain", stores + "/chain"]

  private func run(_ words: [String], _ data: String) throws -> CommandRun {
    try CommandRun(["terminals"] + words + ["--data", data])
  }

  @Test func `sets up a till before it ever ran, and says why one is chosen`() throws {
    let folder = try TestFolder()
    let data = folder.path + "/data"
    let add = ["add", "--provider", "standalone", "--name"]
    #expect(
      try run(add + ["ВТБ", "--mark"] + Self.master, data).output
        == "t1  «ВТБ»  standalone  default\n")
    #expect(
      try run(add + ["Окно", "--purpose", "night"] + Self.master, data).output
        == "t2  «Окно»  standalone  night\n")
    #expect(
      try run(["add", "--provider", "voucher", "--set", "limit=150.00"] + Self.master, data).output
        == "t3  «Сертификат партнёра»  voucher  limit=150.00\n")
    let why = ["why"] + Self.master + ["--amount", "500.00", "--at"]
    #expect(try run(why + ["23:10"], data).output == "ночью: Окно, fits\n→ «Окно»\n")
    #expect(
      try run(why + ["12:00", "--language", "ru"], data).output
        == "ночью: не то время\nкрупные: не та сумма\nотмеченный: ВТБ, подходит\n→ «ВТБ»\n")
    #expect(
      try run(why + ["23:10", "--json"], data).output == """
        {"held":true,"rule":"ночью","terminal":"Окно","text":"ночью: Окно, fits","why":"chosen"}
        {"name":"Окно","terminal":"t2"}

        """)
    #expect(try run(["remove", "t3"], data).output.hasPrefix("removed t3  «Сертификат"))
    #expect(try run(["purpose", "t2"], data).output.hasPrefix("t2  «Окно»  standalone"))
    #expect(
      try run(["settles", "t2", "23:00"], data).output
        == "t2  «Окно»  standalone  settles at 23:00\n")
    let wrong = try run(["settles", "t2", "2300"], data)
    #expect(wrong.code == 2)
    #expect(
      wrong.errors
        == "kassa-run: a time of day was expected; write it as \"23:00\", or \"\" for none\n")
    #expect(try run(["settles", "t2"], data).output == "t2  «Окно»  standalone\n")
    #expect(try run(["stop", "Окно"], data).output == "t2  «Окно»  standalone  out of service\n")
    #expect(
      try run(["list", "--json"], data).output.split(separator: "\n").map(String.init) == [
        #"{"id":"t1","in_service":true,"marked":true,"name":"ВТБ","offered":true,"provider":"standalone","settings":{}}"#,
        #"{"id":"t2","in_service":false,"marked":false,"name":"Окно","offered":true,"provider":"standalone","settings":{}}"#,
      ])
    #expect(try CommandRun(["journal", "verify", "--data", data]).code == 0)
  }

  @Test func `changes nothing while a till runs, and lists all the same`() throws {
    let folder = try TestFolder()
    let till = try TillProcess(data: folder.path)
    var papers: [String] = []
    _ = try till.prompt(&papers)
    let refused = try run(["add", "--provider", "standalone"], folder.path)
    #expect(refused.code == 3)
    #expect(
      refused.errors == "kassa-run: a till runs on «\(folder.path)»; stop it, or use the settings "
        + "on its own screen\n")
    #expect(
      try run([], folder.path).output
        == "no terminals; the till sells on the store's first provider\n")
    #expect(till.leave().code == 4)
    // Its own store, the one it ran last, says what providers there are.
    #expect(
      try run(["add", "--provider", "standalone"], folder.path).output
        == "t1  «Автономный терминал»  standalone\n")
    let again = try TillProcess(data: folder.path)
    #expect(try again.prompt(&papers)?.id == "sign_in.name")
    #expect(again.leave().code == 4)
    #expect(try CommandRun(["journal", "verify", "--data", folder.path]).code == 0)
  }

  @Test func `looks only at folders that are there`() throws {
    let folder = try TestFolder()
    for words in [["list"], ["mark", "t1"], ["why", "--amount", "5"] + Self.master] {
      let run = try run(words, folder.path + "/datta")
      #expect(run.code == 2)
      #expect(
        run.errors
          == "kassa-run: no data folder «\(folder.path)/datta»; check the --data folder\n")
    }
  }

  @Test func `says of a till that never ran what its first sale would take, and why not`() throws {
    let folder = try TestFolder()
    try write(
      Story.store("providers = { stock.standalone { most = rub \"300\" } },"),
      to: folder.path + "/leto/store.lua")
    let why = ["why", "--store", folder.path + "/leto", "--amount"]
    let data = folder.path + "/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    #expect(
      try run(why + ["200"], data).output
        == "Default: no such terminal\nThe only terminal: Автономный терминал, fits\n"
        + "→ «Автономный терминал»\n")
    #expect(
      try run(why + ["500"], data).output
        == "Default: no such terminal\n«Автономный терминал»: More than the terminal takes\n"
        + "→ no terminal takes it\n")
  }
}
