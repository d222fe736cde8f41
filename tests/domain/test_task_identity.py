"""A task keeps its reports when a newer file of the plan words or numbers it a little anew."""

from kpis.domain.task_identity import Named, keys_of, same_task

PLAN = [
    Named("Thể chế", "01", "Rà soát văn bản quy phạm pháp luật năm 2022"),
    Named("Thể chế", "02", "Kiểm tra việc thi hành pháp luật"),
    Named("Bộ máy", "01", "Sắp xếp các đơn vị sự nghiệp công lập"),
]


def known(tasks):
    return dict(zip(keys_of(tasks), tasks, strict=True))


def found(old, *tasks):
    [key] = keys_of([old])
    tasks = known(tasks)
    match = same_task(key, old, tasks)
    return tasks[match].text if match else None


def test_keys_tell_all_rows_apart_and_do_not_depend_on_spelling():
    assert len(set(keys_of(PLAN))) == 3
    again = Named("THỂ CHẾ", "1.", "Rà  soát văn bản quy phạm pháp luật năm 2022")
    assert keys_of([again]) == keys_of(PLAN[:1])
    first, second = keys_of([PLAN[0], PLAN[0]])
    assert second == f"{first}-2"


def test_a_task_worded_anew_under_its_number_is_the_same():
    anew = Named("Thể chế", "01", "Rà soát các văn bản quy phạm pháp luật trong năm 2022")
    assert found(PLAN[0], anew, *PLAN[1:]) == anew.text


def test_a_task_under_another_number_is_the_same_by_its_text():
    moved = Named("Thể chế", "07", PLAN[1].text)
    assert found(PLAN[1], PLAN[0], moved, PLAN[2]) == moved.text


def test_of_equal_numbers_the_area_decides():
    twin = Named("Bộ máy", "01", PLAN[0].text)
    tasks = known([twin, Named("Thể chế", "01", PLAN[0].text + ".")])
    assert tasks[same_task(keys_of(PLAN)[0], PLAN[0], tasks)].area == "Thể chế"


def test_another_task_under_the_number_is_not_taken_for_it():
    assert (
        found(PLAN[0], Named("Thể chế", "01", "Tuyên truyền cải cách hành chính"), PLAN[2]) is None
    )
    assert found(PLAN[0]) is None
