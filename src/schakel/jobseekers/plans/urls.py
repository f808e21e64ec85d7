"""Addresses of the plan, of its agreements and choices, and of the day."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.plans.views import (
    agreeing,
    agreements,
    closing,
    day,
    decisions,
    discussions,
    lists,
    looking_back,
    own,
    settings,
    versions,
    whole,
    writing,
)

app_name = "plans"
_PLAN = "dossiers/<uuid:dossier_id>/plan/"
_ONE = f"{_PLAN}<uuid:plan_id>/"
_DISCUSSION = "plans/discussions/<uuid:discussion_id>/"
_WAITS = f"{_PLAN}versions/<int:number>/"
urlpatterns = [
    path("day/", day.day, name="day"),
    path(_PLAN, agreements.plan, name="list"),
    path(f"{_PLAN}agreements/new/", agreements.make, name="make"),
    path(f"{_PLAN}agreements/<uuid:agreement_id>/change/", agreements.change, name="change"),
    path(f"{_PLAN}agreements/<uuid:agreement_id>/check/", agreements.check, name="check"),
    path(f"{_PLAN}decide/", decisions.decide_page, name="decide"),
    path("day/look-back/", looking_back.look_back, name="look_back"),
    path(f"{_PLAN}choices/<uuid:entry_id>/look-back/", looking_back.evaluate, name="evaluate"),
    path(f"{_PLAN}whole/", whole.whole, name="whole"),
    path(f"{_PLAN}begin/", writing.begin, name="begin"),
    path(f"{_PLAN}goals/new/", writing.goal, name="goal"),
    path(f"{_PLAN}goals/<uuid:goal_id>/remove/", writing.remove_goal, name="remove_goal"),
    path(f"{_PLAN}rung/", writing.rung, name="rung"),
    path(f"{_PLAN}wish/", closing.wish, name="wish"),
    path(f"{_PLAN}parts/<uuid:part_id>/step/", writing.add_step, name="add_step"),
    path(f"{_PLAN}steps/<uuid:step_id>/change/", writing.change_step, name="change_step"),
    path(f"{_PLAN}steps/<uuid:step_id>/remove/", writing.remove_step, name="remove_step"),
    path(f"{_PLAN}steps/<uuid:step_id>/check/", writing.check_step, name="check_step"),
    path(f"{_PLAN}sign/", agreeing.sign, name="sign"),
    path(f"{_WAITS}witness/", agreeing.witness, name="witness"),
    path(f"{_WAITS}objection/", agreeing.objection, name="objection"),
    path(f"{_WAITS}settle/", agreeing.settle, name="settle"),
    path(f"{_ONE}part/", writing.part, name="part"),
    path(f"{_ONE}baseline/", writing.baseline, name="baseline"),
    path(f"{_ONE}rhythm/", writing.rhythm, name="rhythm"),
    path(f"{_ONE}lead/", writing.lead, name="lead"),
    path(f"{_ONE}offer/", agreeing.offer, name="offer"),
    path(f"{_ONE}withdraw/", agreeing.withdraw, name="withdraw"),
    path(f"{_ONE}close/", closing.close, name="close"),
    path(f"{_ONE}evaluation/", closing.evaluation, name="evaluation"),
    path(f"{_ONE}versions/<int:number>/", versions.version, name="version"),
    path(f"{_ONE}versions/<int:number>/pdf/", versions.pdf, name="pdf"),
    path("plans/", lists.plans, name="plans"),
    path("plans/wishes/", lists.wishes, name="wishes"),
    path("plans/ladder/", settings.ladder, name="ladder"),
    path("plans/templates/", settings.templates, name="templates"),
    path("plans/templates/new/", settings.new_template, name="new_template"),
    path("plans/templates/<uuid:course_id>/", settings.template, name="template"),
    path("plans/templates/<uuid:course_id>/stop/", settings.stop, name="stop_template"),
    path("me/plan/whole/", own.own, name="own"),
    path("me/plan/goals/new/", own.write_goal, name="own_goal"),
    path("me/plan/goals/<uuid:goal_id>/remove/", own.remove_goal, name="own_remove_goal"),
    path("me/plan/sign/", own.sign, name="own_sign"),
    path("me/plan/object/", own.object_to, name="own_object"),
    path("me/plan/<uuid:plan_id>/evaluation/", own.evaluate, name="own_evaluation"),
    path("me/plan/<uuid:plan_id>/versions/<int:number>/pdf/", versions.own_pdf, name="own_pdf"),
    path("plans/wishes/numbers/", lists.counts_of_wishes, name="wish_counts"),
    path("plans/discussions/", discussions.discussions, name="discussions"),
    path("plans/discussions/new/", discussions.convene, name="convene"),
    path(_DISCUSSION, discussions.discussion, name="discussion"),
    path(f"{_DISCUSSION}presence/", discussions.presence, name="presence"),
    path(f"{_DISCUSSION}cases/<uuid:case_id>/", discussions.case, name="case"),
    path(f"{_DISCUSSION}cases/<uuid:case_id>/take-off/", discussions.take_off, name="take_off"),
    path(f"{_PLAN}discuss/", discussions.put, name="put_case"),
]
