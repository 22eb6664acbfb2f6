import Foundation
import Testing

/// `kassa-run parameters` and `kassa-run check --values` by the real command.
@Suite(.timeLimit(.minutes(5))) struct ParametersProcessTests {
  private static let script = """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = parameter "address", place = "Кафе", cashiers = { "Анна" },
      parameters = {
        { "address", kind = "text", title = { ru = "Адрес", en = "Address" }, example = "Москва" },
        { "limit", kind = "amount", title = "Limit", most = rub "5000", default = rub "1000" },
      },
      providers = { stock.standalone { most = parameter "limit" } } }
    """

  private static func folder() throws -> TestFolder {
    let folder = try TestFolder()
    try write(script, to: folder.path + "/leto/store.lua")
    return folder
  }

  @Test func `parameters are listed, set for a new till and taken back`() throws {
    let here = try Self.folder()
    let to = ["--store", "leto", "--data", "data"]
    let declared = try CommandRun(["parameters", "list", "--store", "leto"], in: here.path)
    #expect(declared.output.contains("address is missing  «Address»"), "\(declared)")
    let none = try CommandRun(["till"] + to + ["--io", "jsonl"], in: here.path)
    #expect(none.code != 0 && none.errors.contains("this till lacks «address»"))
    #expect(none.errors.contains("kassa-run parameters set address=VALUE"))
    let given = ["parameters", "set", "address=Тверь", "limit=2000"]
    let set = try CommandRun(given + to, in: here.path)
    #expect(set.code == 0, "\(set)")
    let bare = try CommandRun(["parameters", "list", "--data", "data"], in: here.path)
    let note = "  (given; --store DIR tells what it is)\n"
    #expect(bare.output == "address = Тверь\(note)limit = 200000\(note)", "\(bare)")
    let listed = try CommandRun(["parameters"] + to, in: here.path)
    #expect(listed.output.contains("address = Тверь") && listed.output.contains("limit = 2000.00"))
    let bad = try CommandRun(["parameters", "set", "limit=6000"] + to, in: here.path)
    #expect(bad.errors.contains("«limit»: at most 5000.00 was expected, got 6000.00"))
    _ = try CommandRun(["parameters", "unset", "limit"] + to, in: here.path)
    let again = try CommandRun(["parameters"] + to, in: here.path)
    #expect(again.output.contains("limit = 1000.00  «Limit»  (as declared)"))
  }

  @Test func `check says which till lacks what`() throws {
    let here = try Self.folder()
    try write(
      "till;address;limit\nАрбат;Москва, Арбат, 2;3000\nТверь;;9000\nТула;Тула;\n",
      to: here.path + "/tills.csv")
    let run = try CommandRun(["check", "leto", "--values", "tills.csv"], in: here.path)
    #expect(run.code == 1)
    let said = run.output + run.errors
    #expect(said.contains("tills.csv:3: till «Тверь» lacks the parameter «address»"), "\(said)")
    #expect(
      said.contains(
        "tills.csv:3: till «Тверь»: parameter «limit»: at most 5000.00 was expected, got 9000.00"))
    #expect(!said.contains("tills.csv:2") && !said.contains("tills.csv:4"))
    try write("till;adress\nА;Б\n", to: here.path + "/tills.csv")
    let other = try CommandRun(["check", "leto", "--values", "tills.csv"], in: here.path)
    let unknown = "no parameter «adress»; did you mean «address»?"
    #expect((other.output + other.errors).contains(unknown))
  }
}
