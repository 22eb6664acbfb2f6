import Foundation
import KassaStart
import Testing

@testable import kassa_run

/// The command line itself: help, exit codes, slips of the finger.
@Suite(.timeLimit(.minutes(5))) struct UsageProcessTests {
  static let commands = [
    [], ["till"], ["goods"], ["goods", "import"], ["goods", "list"], ["registrar"],
    ["registrar", "status"], ["registrar", "fault"], ["registrar", "clear"],
    ["registrar", "printed"], ["registrar", "format"], ["pinpad"], ["pinpad", "serve"],
    ["pinpad", "status"],
    ["pinpad", "fault"], ["pinpad", "clear"], ["pinpad", "operations"], ["journal"],
    ["journal", "list"], ["journal", "find"], ["journal", "verify"], ["journal", "backup"],
    ["journal", "export"], ["report"], ["audit"],
    ["new"], ["watch"], ["log"], ["key"], ["key", "new"], ["sign"],
    ["terminals"], ["terminals", "list"],
    ["terminals", "add"], ["terminals", "rename"], ["terminals", "purpose"], ["terminals", "mark"],
    ["terminals", "unmark"], ["terminals", "stop"], ["terminals", "start"],
    ["terminals", "remove"], ["terminals", "why"],
  ]

  @Test(arguments: commands)
  func `explains every command and its exit codes`(command: [String]) throws {
    let run = try CommandRun(command + ["--help"])
    #expect(run.code == 0)
    #expect(run.errors.isEmpty)
    let usage = (["USAGE: kassa-run"] + command).joined(separator: " ")
    #expect(run.output.contains(usage))
    #expect(run.output.contains(Exit.table))
  }

  @Test func `names the registrars' drivers, and runs a till with the one that is chosen`() throws {
    let help = try CommandRun(["till", "--help"]).output
    #expect(help.contains("--registrar <NAME>"))
    #expect(help.contains("The registrar's driver: emulated. (default: emulated)"))
    let folder = try TestFolder()
    let till = try CommandRun([
      "till", "--store", TillProcess.cafe, "--data", folder.path, "--io", "jsonl", "--registrar",
      "emulated",
    ])
    #expect(till.code == Exit.inputEnded.rawValue)
    #expect(till.output.contains(#""id":"sign_in.name""#))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/registrar.sqlite"))
  }

  @Test func `documents the codes it ends with, and no others`() {
    let codes = Exit.table.split(separator: "\n").dropFirst().compactMap { line in
      line.split(separator: " ").first.flatMap { Int32($0) }
    }
    #expect(codes == [0] + Exit.allCases.map(\.rawValue) + [128 + SIGINT])
  }

  static let slips = [
    Mistake("a command", ["tiil"], code: 64, says: "no subcommand «tiil»; did you mean «till»?"),
    Mistake(
      "no command of ours", ["zzzzzz"], code: 64,
      says:
        "no subcommand «zzzzzz»; use audit, check, devices, diff, explore, goods, graph, journal, key, "
        + "log, new, pack, parameters, people, pinpad, registrar, report, rollback, rollout, serve, "
        + "services, shadow, sign, simulate, stores, swap, terminals, test, till, torture, watch"),
    Mistake(
      "a subcommand", ["journal", "verfy"], code: 64,
      says: "no subcommand «verfy»; did you mean «verify»?"),
    Mistake(
      "no store", ["till"], code: 64,
      says: "Missing expected argument '--store <DIR>'; see kassa-run --help"),
    Mistake(
      "an option", ["till", "--stor", "x"], code: 64, says: "*; see kassa-run --help"),
    Mistake(
      "an option too many", ["till", "--store", "x", "--fast"], code: 64,
      says: "Unknown option '--fast'. Did you mean '--data'? See kassa-run --help"),
    Mistake(
      "a word too many", ["till", "--store", "x", "y"], code: 64,
      says: "Unexpected argument 'y'; see kassa-run --help"),
    Mistake(
      "a language", ["till", "--store", "x", "--language", "fr"], code: 64,
      says: "The value 'fr' is invalid for '--language <language>'. "
        + "Please provide one of 'ru' and 'en'; see kassa-run --help"),
    Mistake(
      "a front end", ["till", "--store", "x", "--io", "xml"], code: 64,
      says: "The value 'xml' is invalid for '--io <io>'. "
        + "Please provide one of 'console' and 'jsonl'; see kassa-run --help"),
    Mistake(
      "a width", ["till", "--store", "x", "--columns", "50"], code: 64,
      says: "--columns: 32, 42 or 48 was expected, got 50; see kassa-run --help"),
    Mistake(
      "a registrar's driver", ["till", "--store", "x", "--registrar", "emulatd"], code: 64,
      says: "--registrar: one of emulated was expected, got «emulatd»; did you mean «emulated»? "
        + "See kassa-run --help"),
    Mistake(
      "a driver there is not", ["till", "--store", "x", "--registrar", "atol"], code: 64,
      says: "--registrar: one of emulated was expected, got «atol»; see kassa-run --help"),
    Mistake(
      "a fault", ["registrar", "fault", "noPapr"], code: 64,
      says: "The value 'noPapr' is invalid for '<fault>'. Please provide one of the following: "
        + "noPaper, *; see kassa-run --help"),
    Mistake(
      "a version of formats", ["registrar", "format", "1.3"], code: 64,
      says: "The value '1.3' is invalid for '<format>'. Please provide one of '1.05', '1.1' "
        + "or '1.2'; see kassa-run --help"),
    Mistake(
      "how often", ["registrar", "fault", "noPaper", "--times", "0"], code: 64,
      says: "--times: a number above zero was expected, got 0; see kassa-run --help"),
    Mistake(
      "how many", ["registrar", "printed", "--last", "0"], code: 64,
      says: "--last: a number above zero was expected, got 0; see kassa-run --help"),
    Mistake(
      "a chain without its store", ["terminals", "--chain", "x"], code: 64,
      says: "--chain: --store was expected too; see kassa-run --help"),
    Mistake(
      "an amount", ["terminals", "why", "--store", "x", "--amount", "5,005"], code: 64,
      says: "--amount: at most 2 digits may follow the decimal separator; write it as 500.00"),
    Mistake(
      "a time", ["terminals", "why", "--store", "x", "--amount", "5", "--at", "9:10"], code: 64,
      says: "--at: 23:10 was expected, got «9:10»"),
    Mistake(
      "no such day", ["terminals", "why", "--store", "x", "--amount", "5", "--date", "2026-02-30"],
      code: 64, says: "no such day or time; write --date 2026-12-31 --at 23:10"),
    Mistake(
      "a weekday", ["terminals", "why", "--store", "x", "--amount", "5", "--weekday", "mun"],
      code: 64, says: "--weekday: no «mun»; did you mean «mon»?"),
    Mistake(
      "no file", ["goods", "import"], code: 64,
      says: "Missing expected argument '<FILE.csv>'; see kassa-run --help"),
  ]

  @Test(arguments: slips)
  func `says in one line what the command line lacks`(slip: Mistake) throws {
    try slip.check()
  }

  @Test func `ends by the signal of Ctrl-C, and goes on at the same prompt`() throws {
    let folder = try TestFolder()
    var papers: [String] = []
    let till = try TillProcess(data: folder.path)
    let asked = try #require(try till.prompt(&papers))
    #expect(till.interrupt() == SIGINT)
    let again = try TillProcess(data: folder.path)
    #expect(try again.prompt(&papers) == asked)
    #expect(again.leave().code == Exit.inputEnded.rawValue)
  }

  @Test(arguments: [
    ["check", "nosuch"], ["test", "nosuch"], ["watch", "nosuch"],
    ["simulate", "--store", "nosuch"],
    ["terminals", "why", "--store", "nosuch", "--amount", "5"],
    ["parameters", "list", "--store", "nosuch"],
  ])
  func `a store's folder that is not there is named without an option that the command may lack`(
    command: [String]
  ) throws {
    let folder = try TestFolder()
    let run = try CommandRun(command, in: folder.path)
    let said = run.output + run.errors
    #expect(run.code != 0)
    #expect(said.contains("no folder «nosuch»; check its path\n"), "\(said)")
    #expect(!said.contains("--store"), "\(said)")
  }

  @Test func `the till's script only helps where help is asked for`() throws {
    let folder = try TestFolder()
    for word in ["--help", "-h"] {
      let run = try CommandRun(
        "/usr/bin/env", ["bash", TillProcess.root.path + "/Scripts/till", word],
        environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
      #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
      #expect(run.output.hasPrefix("Scripts/till [--web] [OPTION…]: "))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func `the least that simulate sells is told before it is asked for`() throws {
    let help = try CommandRun(["simulate", "--help"]).output
    #expect(help.replacing(/\s+/, with: " ").contains("600 or more"), "\(help)")
  }
}
