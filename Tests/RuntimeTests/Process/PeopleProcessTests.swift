import Foundation
import Testing

/// `kassa-run people pin`, as whoever sets a till up types it.
@Suite(.timeLimit(.minutes(5))) struct PeopleProcessTests {
  private static let store = """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Кафе", cashiers = { "Анна", { "Борис", role = "senior" } } }
    """

  private func pin(
    _ name: String, _ data: String, _ input: String, _ more: [String] = []
  ) throws -> CommandRun {
    try CommandRun(["people", "pin", name, "--data", data] + more, input: input)
  }

  @Test func `gives a senior a PIN before the first start, and the till takes it`() throws {
    let folder = try TestFolder()
    let (store, data) = (folder.path + "/leto", folder.path + "/data")
    try write(Self.store, to: store + "/store.lua")
    let given = try pin("Борис", data, "471147\n471147\n", ["--store", store])
    #expect(given.output == "Борис has a PIN\n" && given.errors.isEmpty && given.code == 0)
    let till = try TillProcess(data: data, store: store)
    var papers: [String] = []
    let name = try #require(try till.prompt(&papers))
    try till.answer(name.number, "Борис")
    let pin = try #require(try till.prompt(&papers))
    #expect(pin.id == "sign_in.pin")
    try till.answer(pin.number, "471147")
    #expect(try till.prompt(&papers)?.id == "sale")
    let refused = try self.pin("Анна", data, "1234\n1234\n")
    #expect(refused.code == 3)
    #expect(refused.errors == "kassa-run: a till runs on «\(data)»; stop it first\n")
    _ = till.leave()
    // The store that ran last names the people from here on.
    #expect(try self.pin("Анна", data, "1234\n1234\n").output == "Анна has a PIN\n")
    // Who gave whom a PIN is kept, and whether it was the first.
    let show = try CommandRun(["journal", "list", "--data", data])
    #expect(show.output.contains(" gave Борис the first PIN"), "\(show.output)")
    #expect(show.output.contains(" gave Анна the first PIN"))
    #expect(try self.pin("Анна", data, "4321\n4321\n").code == 0)
    let again = try CommandRun(["journal", "list", "--data", data])
    #expect(again.output.contains(" gave Анна another PIN"))
    #expect(try CommandRun(["journal", "verify", "--data", data]).code == 0)
    for file in try FileManager.default.contentsOfDirectory(atPath: data) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: data + "/" + file))
      #expect(bytes.range(of: Data("471147".utf8)) == nil, "\(file)")
    }
  }

  @Test func `changes nothing that is not right`() throws {
    let folder = try TestFolder()
    let (store, data) = (folder.path + "/leto", folder.path + "/data")
    try write(Self.store, to: store + "/store.lua")
    let wrong: [(String, String, Int32, String)] = [
      ("Борис", "1234\n1243\n", 2, "the two PINs differ; nothing was changed"),
      ("Борис", "123\n123\n", 2, "the PIN: the length is wrong; type 4 to 12 characters"),
      ("Борис", "12ab\n12ab\n", 2, "the PIN: not only digits; type digits only"),
      ("Борис", "", 4, "no PIN came; nothing was changed"),
      ("Бориса", "1234\n1234\n", 2, "nobody is called «Бориса»; did you mean «Борис»?"),
    ]
    for (name, input, code, says) in wrong {
      let run = try pin(name, data, input, ["--store", store])
      #expect(run.errors == "kassa-run: \(says)\n" && run.code == code && run.output.isEmpty)
    }
    #expect(try pin("Борис", folder.path + "/none", "1\n1\n").code == 2)
  }
}
