import Foundation
import Testing

/// Signing as it is done by hand: a key, a store, a till that trusts it.
@Suite(.timeLimit(.minutes(5))) struct SignProcessTests {
  private static let script = """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Лето", cashiers = { "Анна" } }
    """

  private func till(_ folder: String, trusting: Bool) throws -> CommandRun {
    try CommandRun(
      ["till", "--store", folder + "/leto", "--data", folder + "/data", "--io", "jsonl"]
        + (trusting ? ["--trust", folder + "/key.pub"] : []))
  }

  @Test func `runs what was signed and nothing else, also when the key is not named again`() throws
  {
    let folder = try TestFolder()
    let here = folder.path
    try write(Self.script, to: here + "/leto/store.lua")
    #expect(try CommandRun(["key", "new", here + "/key"]).code == 0)
    let rights = try FileManager.default.attributesOfItem(atPath: here + "/key")
    #expect(rights[.posixPermissions] as? Int == 0o600)

    let open = try FileManager.default.attributesOfItem(atPath: here + "/key.pub")
    #expect(open[.posixPermissions] as? Int == 0o644)

    let unsigned = try till(here, trusting: true)
    #expect(unsigned.code == 2)
    #expect(
      unsigned.errors
        == "kassa-run: «\(here)/leto» is not signed, and this till runs nothing else; "
        + "sign it with kassa-run sign\n")

    let sign = ["sign", "--key", here + "/key", "--store", here + "/leto", "--number", "3"]
    let signed = try CommandRun(sign)
    #expect(signed.output == "\(here)/leto/store.sig: version 3\n", "\(signed.errors)")
    let signature = try FileManager.default.attributesOfItem(atPath: here + "/leto/store.sig")
    #expect(signature[.posixPermissions] as? Int == 0o644)
    #expect(try till(here, trusting: true).code == 4)
    #expect(try till(here, trusting: false).code == 4)

    try write(Self.script + " ", to: here + "/leto/store.lua")
    // What was signed ran here before, and goes on; the log says why.
    #expect(try till(here, trusting: false).code == 4)
    let log = try String(contentsOfFile: here + "/data/kassa.log", encoding: .utf8)
    #expect(
      log.contains(
        "what ran before is: «\(here)/leto/store.lua» was changed after signing; "
          + "bring the signed file back, or sign again"))
    let again = try CommandRun(sign)
    #expect(again.code == 2)
    #expect(
      again.errors
        == "kassa-run: --number: more than 3 was expected, as the store is signed, got 3; tills that ran "
        + "it go on to a higher version only\n")
  }

  @Test func `never writes over a key, and says what is none`() throws {
    let folder = try TestFolder()
    let key = folder.path + "/key"
    try write("mine", to: key)
    let made = try CommandRun(["key", "new", key])
    #expect(made.code == 2)
    #expect(made.errors == "kassa-run: «\(key)» can't be made: File exists; name another file\n")
    try write(Self.script, to: folder.path + "/leto/store.lua")
    let sign = try CommandRun(["sign", "--key", key, "--store", folder.path + "/leto"])
    #expect(sign.code == 2)
    #expect(
      sign.errors == "kassa-run: «\(key)» is no key: «kassa-private-key 1» and 64 digits of hex "
        + "were expected; make one with kassa-run key new\n")
  }
}
