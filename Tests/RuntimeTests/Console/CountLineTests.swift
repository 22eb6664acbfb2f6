import Testing

@testable import KassaRuntime
@testable import kassa_run

/// How a count is typed in one line.
@Suite struct CountLineTests {
  private func answer(_ line: String, _ rule: CountRule) -> Result<Answer, LineProblem> {
    let prompt = Prompts.of(
      .count(rule), buttons: [Button(id: "no_report", label: "Нет отчёта")], mayCancel: true,
      quiet: 700)
    do { return .success(try LineAnswer.of(line, to: prompt)) } catch { return .failure(error) }
  }

  @Test(
    arguments: [
      ("12 340,50", .success(.count(["cash": 1_234_050]))), ("0", .success(.count(["cash": 0]))),
      ("1,5", .success(.count(["cash": 150]))), ("1.5", .success(.count(["cash": 150]))),
      ("-50", .failure(.number(.signed))), ("", .failure(.empty)),
      ("1; 2", .failure(.tooManyFigures(count: 1))), ("/1", .success(.button("no_report"))),
    ] as [(String, Result<Answer, LineProblem>)])
  func `takes one sum`(line: String, expected: Result<Answer, LineProblem>) {
    #expect(answer(line, .drawer) == expected)
  }

  @Test(
    arguments: [
      ("259,50; 2", .success(.count(["charges": 25_950, "charges_count": 2]))),
      (
        "259,50;2;;;60;1",
        .success(
          .count(["charges": 25_950, "charges_count": 2, "voids": 6_000, "voids_count": 1]))
      ), ("259,50; два", .failure(.notPieces)), ("259,50; 1,5", .failure(.notPieces)),
    ] as [(String, Result<Answer, LineProblem>)])
  func `takes several figures in their order`(
    line: String, expected: Result<Answer, LineProblem>
  ) {
    #expect(answer(line, .terminal) == expected)
  }

  @Test func `names the fields in their order, and what may be left empty`() {
    let prompt = Prompts.of(.count(.terminal), mayCancel: true)
    let view = PromptView(style: .plain, columns: 80, rows: 24, language: .ru)
    #expect(view.lines(prompt).contains { $0.contains(";") })
  }
}
