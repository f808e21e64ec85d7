"""Every address, asked by everyone who should not get it: the stage for the access walk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role, Section
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import (
    NewDocument,
    NewFile,
    NewView,
    Responsible,
    add_document,
    add_participant,
    ask_to_join,
    keep_draft,
    leave_dossier,
    look_urgently,
    merge_clients,
    open_life_domain,
    pass_regie,
    record_consent,
    save_view,
    send_handover,
    send_message,
    shield_dossier,
    state_fact,
)
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.models import Dossier, JoinRequest, NamedReader, Participation, UrgentLook
from schakel.ground.journal.decisions import Decision, Option
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.norms.actions import NewLocalNorm, enter_local_norm
from schakel.ground.norms.queries import questions
from schakel.ground.notices.actions import NewParagraph, NewTemplate, write_paragraph, write_template
from schakel.ground.notices.models import Notice
from schakel.ground.organisations.actions import (
    NewJointTeam,
    NewOrganisation,
    NewTie,
    NewWish,
    Site,
    found_body,
    make_bundle,
    make_joint_team,
    open_location,
    plan_body_meeting,
    plan_merger,
    propose_tie,
    report_wish,
)
from schakel.ground.people.actions import (
    NewMember,
    add_household_member,
    arrange_interpreter,
    enter_address,
)
from schakel.ground.people.addresses import NewAddress
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.diagnosis.actions import (
    NewAdviceRequest,
    NewAnalysis,
    NewDiagnosis,
    NewMissing,
    ask_advice,
    begin_diagnosis,
    file_analysis,
    note_missing,
)
from schakel.jobseekers.diagnosis.instruments.shelf import own_instruments
from schakel.jobseekers.intake.actions import (
    NewAgreedStep,
    NewChannel,
    NewHomeVisit,
    NewIntake,
    NewOffer,
    add_rule,
    agree_step,
    ask_home_visit,
    offer_work,
    open_intake,
    set_channel,
)
from schakel.jobseekers.intake.routing import Rule
from schakel.jobseekers.mentoring.actions import NewFeedback, NewVisit, ask_mentor, give_feedback
from schakel.jobseekers.mentoring.models import FeedbackPiece, VisitedClient
from schakel.jobseekers.plans.actions import (
    NewAgreement,
    NewBaseline,
    NewStep,
    add_step,
    begin_plan,
    decide,
    keep_template,
    make_agreement,
    offer_plan,
    set_baseline,
    set_rhythm,
    write_goal,
)
from schakel.jobseekers.plans.actions.discussions import (
    NewCase,
    NewDiscussion,
    convene_discussion,
    put_case,
)
from schakel.jobseekers.plans.actions.nameless import NewNamelessCase, put_nameless_case
from schakel.jobseekers.plans.courses import StandardStep
from schakel.jobseekers.plans.models import PlanPart
from schakel.jobseekers.profile.actions import NewCompetence, add_competence
from schakel.jobseekers.questions.actions import NewQuestion, take_in_question
from schakel.jobseekers.questions.queries import Asker
from schakel.jobseekers.services.actions import (
    NewLocalService,
    ServiceChoice,
    choose_service,
    keep_local,
    set_levels,
)
from schakel.jobseekers.services.actions.debt_help import NewDebtHelp, ask_debt_help
from schakel.jobseekers.services.models import ServiceApproval, TrajectoryPart
from schakel.jobseekers.workshops.actions import NewSession, invite_to_session, plan_session
from schakel.jobseekers.workshops.models import WorkshopInvitation
from schakel.programme.studies.actions import NewStudy, draw_sample, invite_organisation, make_study
from schakel.programme.studies.models import StudyPerson
from tests.world import Person, World, filled_parts, hire

BECAUSE = "want zo is het afgesproken"


@dataclass
class Stage:
    """A dossier with one of everything, and the ids that addresses take."""

    world: World = field(default_factory=World)
    dossier_id: UUID = field(init=False)
    ids: dict[str, Any] = field(init=False)
    former: Person = field(init=False)
    mentor: Person = field(init=False)
    own_client: Person = field(init=False)
    other_client: Person = field(init=False)

    def __post_init__(self) -> None:
        world = self.world
        self.dossier_id = world.open(world.marloes, world.uwv)
        self.former = world.mia
        self.ids = {
            "key": "plan",
            "norm_id": "PW-9a-7",
            "house_key": "HOUSE-queue",
            "field_key": "fact_education",
            "check_key": "no_term",
            "law_question_id": questions(clock.today())[0].id,
            "dossier_id": self.dossier_id,
            "membership_id": world.bas.membership_id,
            "team_id": world.city_team,
            "name": "transport",
            "kind": "death",
            "direction": "to",
            "organisation_id": world.city,
            "mandate_id": 1,
            "part_key": "work",
            "line_kind": "competence",
            "package_key": "work",
            "account_id": world.bas.account_id,
            "token": "0" * 64,
        }
        self._let_mia_come_and_go()
        self.ids["merge_id"] = self._merged()
        self._fill()
        self._place()
        self._ways_in()
        self.own_client = world.client_of(self.dossier_id, world.marloes)
        other = world.open(world.bert, world.city)
        self.other_client = world.client_of(other, world.bert)

    def _let_mia_come_and_go(self) -> None:
        world, dossier_id = self.world, self.dossier_id
        with world.marloes.at_work() as actor:
            pass_regie(
                actor=actor,
                dossier_id=dossier_id,
                scope="organisation",
                membership_id=world.mia.membership_id,
                because=BECAUSE,
            )
        with world.mia.at_work() as actor:
            pass_regie(
                actor=actor,
                dossier_id=dossier_id,
                scope="organisation",
                membership_id=world.marloes.membership_id,
                because=BECAUSE,
            )
            row = Participation.objects.on(clock.today()).get(reader_id=world.mia.reader_id)
            leave_dossier(actor=actor, dossier_id=dossier_id, participation_id=row.pk, because=BECAUSE)

    def _merged(self) -> UUID:
        """Another dossier of the same person goes on in this one."""
        ending = self.world.open(self.world.marloes, self.world.uwv)
        with self.world.marloes.at_work() as actor:
            return merge_clients(actor=actor, dossier_ids=(self.dossier_id, ending), reason=BECAUSE)

    def _fill(self) -> None:
        world, dossier_id = self.world, self.dossier_id
        with world.marloes.at_work() as actor:
            on = {"actor": actor, "dossier_id": dossier_id}
            helper = {"kind": "helping", "because": BECAUSE, "membership_id": world.joris.membership_id}
            add_participant(**on, **helper)
            row = Participation.objects.on(clock.today()).get(reader_id=world.marloes.reader_id)
            contact = NewContact(clock.now(), "phone", "progress", "Besproken.")
            agreement = NewAgreement("Cv sturen", "vacature past", "client", clock.today())
            parts = filled_parts(world.uwv, world.city_team)
            handover = NewHandover(world.city_team, "file", "Zie plan.", "WW eindigt", parts)
            choice = Decision(
                "direction", "Welke richting?", (Option("zorg"), Option("bouw")), "zorg", "client_wish"
            )
            self.ids |= {
                "participation_id": row.pk,
                "contact_id": record_contact(**on, new=contact),
                "agreement_id": make_agreement(**on, organisation_id=world.uwv, new=agreement),
                "fact_id": state_fact(**on, new=NewFact("transport", "yes")),
                "handover_id": send_handover(**on, new=handover),
                "entry_id": decide(**on, decision=choice),
            }
            self.ids["member_id"] = add_household_member(
                **on, new=NewMember("child", clock.today(), "gesprek", "Noor", 2015)
            )
            self.ids["protection_id"] = arrange_interpreter(**on, language="Tigrinya", source="gesprek")
            self.ids["address_id"] = enter_address(
                **on, new=NewAddress("Kade", 4, "1234AB", "Westerveen"), valid_from=clock.today()
            )
            new = NewCompetence("lassen", "subject")
            self.ids["line_id"] = add_competence(**on, new=new)
            self._fill_content(on)
            self.ids["draft_id"] = keep_draft(**on, kind="contact", values={"summary": "Hij vertelde"})
            self.ids["notice_id"] = self._letter()
        self.ids["entitlement_id"] = self.world.uwv
        self.ids["question_id"] = self._question()
        with world.marloes.at_work(Purpose.INTAKE) as actor:
            intake = NewIntake("benefit", "talk", clock.today())
            intake_id = open_intake(actor=actor, dossier_id=dossier_id, new=intake)
            on = {"actor": actor, "dossier_id": dossier_id, "intake_id": intake_id}
            offer_id = offer_work(**on, new=NewOffer("work_first", "magazijn"))
            visit = NewHomeVisit("free", "Wie woont er?", BECAUSE, "gebeld")
            visit_id = ask_home_visit(**on, new=visit)
            self.ids |= {"intake_id": intake_id, "offer_id": offer_id, "visit_id": visit_id}
        self.ids["other_id"] = self.world.open(self.world.marloes, self.world.uwv)
        self.ids["run_id"] = self._import_run()
        self.ids |= {"topic": "contact", "delivery_file_id": self._account_of_a_month()}
        self.ids["view_id"] = self._kept_view()
        self.ids["look_id"] = self._urgent_look()
        self.ids |= self._opened_life_domain()
        self.ids |= self._diagnosed()
        self.ids |= self._planned()
        self.ids |= self._served()
        self.ids |= self._discussed()
        self.ids["join_request_id"] = self.ids["own_request_id"] = self._asked_in()
        self.ids |= self._attended()
        self.ids |= self._invited()
        self.ids |= self._studied()
        self.ids["named_id"] = self._shielded()
        self.ids |= self._colleagues()

    def _question(self) -> UUID:
        """Taken in by somebody of another organisation, who sees nothing of the dossier by it."""
        with self.world.marloes.at_work():
            row = Dossier.objects.select_related("client").get(pk=self.dossier_id)
        asker = Asker(number=row.number, born=row.client.birth_date)
        with self.world.bert.at_work() as actor:
            return take_in_question(actor=actor, asker=asker, new=NewQuestion("phone", "Hoe laat?"))

    def _urgent_look(self) -> UUID:
        """By the back office of the organisation that leads, which the walk asks for nothing else here."""
        world = self.world
        with world.marloes.at_work():
            number = Dossier.objects.get(pk=self.dossier_id).number
        new = NewUrgentLook("safety", "de cliënt staat nu aan de balie", number=number)
        with world.uwv_office.at_work(Purpose.INCOME_DECISION) as actor:
            look_urgently(actor=actor, new=new)
        with world.marloes.at_work():
            return UrgentLook.objects.get(dossier_id=self.dossier_id).pk

    def _shielded(self) -> UUID:
        """In another dossier: a shield would close this one to who should get in."""
        world = self.world
        other = world.open(world.marloes, world.uwv)
        with world.marloes.at_work() as actor:
            new = NewShield(BECAUSE, clock.today() + timedelta(days=30))
            shield_dossier(actor=actor, dossier_id=other, new=new)
            return NamedReader.objects.get(dossier_id=other).pk

    def _opened_life_domain(self) -> dict[str, UUID]:
        """On the client's consent to UWV."""
        day = clock.today() + timedelta(days=30)
        with self.world.marloes.at_work() as actor:
            on = {"actor": actor, "dossier_id": self.dossier_id}
            consent_id = record_consent(**on, new=NewConsent("spoken", "Dat nee zeggen mag.", day))
            question = NewLifeDomain("money", "Ik kom niet rond.", "client", BECAUSE)
            return {"consent_id": consent_id, "life_domain_id": open_life_domain(**on, new=question)}

    def _diagnosed(self) -> dict[str, Any]:
        """A diagnosis under way, with something missing and a question to a labour expert."""
        expert = self._labour_expert()
        day = clock.today() + timedelta(days=7)
        with self.world.marloes.at_work() as actor:
            on = {"actor": actor, "dossier_id": self.dossier_id}
            begun = begin_diagnosis(**on, new=NewDiagnosis(own_instruments()[0].digest, "alone"))
            on["diagnosis_id"] = begun
            asked = NewAdviceRequest("Wat kan deze cliënt tillen?", expert.membership_id, day)
            found = NewAnalysis("wishes", "Wat wil zij?", "Zorg.", "helps", "een gesprek", clock.today())
            return {
                "diagnosis_id": begun,
                "part": "wishes",
                "item_id": note_missing(**on, new=NewMissing("Rijbewijs", "ours", day)),
                "request_id": ask_advice(**on, new=asked),
                "analysis_id": file_analysis(actor=actor, dossier_id=self.dossier_id, new=found),
            }

    def _planned(self) -> dict[str, UUID]:
        """A plan that waits for the client, and a standard course of the municipality."""
        course = [StandardStep("Gesprek", "elkaar leren kennen", "ours", 1)]
        on = {"organisation_id": self.world.city, "name": "Eerste weken", "steps": course}
        with self.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            course_id = keep_template(actor=actor, **on)
        with self.world.marloes.at_work() as actor:
            on = {"actor": actor, "dossier_id": self.dossier_id}
            plan_id = begin_plan(**on, aim="Zoeken naar werk.")
            goal_id = write_goal(**on, words="Weer werken.")
            part_id = PlanPart.objects.get(plan_id=plan_id).pk
            new = NewStep("Cv maken", "een werkgever vraagt erom", "client", clock.today())
            step_id = add_step(**on, part_id=part_id, new=new)
            start = NewBaseline(3, clock.today(), BECAUSE)
            set_baseline(**on, plan_id=plan_id, new=start)
            set_rhythm(**on, plan_id=plan_id, weeks=4)
            offer_plan(**on, plan_id=plan_id, expected_version=None)
        ids = {"plan_id": plan_id, "goal_id": goal_id, "part_id": part_id, "step_id": step_id}
        return ids | {"course_id": course_id}

    def _served(self) -> dict[str, Any]:
        """A service that was chosen and waits for agreement, and one of the municipality's own."""
        key, day = "jobhunting", clock.today() + timedelta(days=30)
        leader = self._leader(key)
        choice = ServiceChoice(
            key, [key], "other", BECAUSE, "written", 5, day, approvers={"team_leader": leader.membership_id}
        )
        with self.world.marloes.at_work() as actor:
            use_id = choose_service(actor=actor, dossier_id=self.dossier_id, choice=choice)
            approval_id = ServiceApproval.objects.get(use_id=use_id).pk
        words = ("Wijkteam", "Helpen.", "Iedereen.", "", "own", "municipality", "nobody", "municipality")
        new = NewLocalService(*words, "life", False, clock.today())
        with self.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            local_id = keep_local(actor=actor, organisation_id=self.world.city, new=new)
        ids = {"use_id": use_id, "service_key": key, "local_id": local_id, "approval_id": approval_id}
        return ids | self._debts_and_parts(use_id)

    def _leader(self, key: str) -> Person:
        """A team leader at UWV who must agree when this service is chosen against its rule."""
        actor = system_actor()
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            leader = hire(actor, self.world.uwv, "Tess Leiding", Role.TEAM_LEADER, None)
            admin = hire(actor, self.world.uwv, "Ad Beheer", Role.ADMINISTRATOR, None)
        levels = {"klaar": "team_leader"}
        with admin.at_work(Purpose.ADMINISTRATION) as actor:
            set_levels(actor=actor, organisation_id=self.world.uwv, service_key=key, levels=levels)
        return leader

    def _debts_and_parts(self, use_id: UUID) -> dict[str, UUID]:
        """A request for help with debts, and a part of the service as if it were a trajectory."""
        today = clock.today()
        with self.world.marloes.at_work() as actor:
            new = NewDebtHelp(today, "Kredietbank")
            debt_id = ask_debt_help(actor=actor, dossier_id=self.dossier_id, new=new)
            part = TrajectoryPart(use_id=use_id, dossier_id=self.dossier_id, kind="training", what="Lassen")
            part.starts_on = part.ends_on = today
            part.save(force_insert=True)
        return {"debt_id": debt_id, "trajectory_part_id": part.pk}

    def _discussed(self) -> dict[str, UUID]:
        """On the agenda of a discussion with who helps in the dossier."""
        world = self.world
        with world.marloes.at_work() as actor:
            new = NewDiscussion("Overleg", clock.today(), [world.joris.membership_id])
            met = convene_discussion(actor=actor, organisation_id=world.uwv, new=new)
            case = NewCase(met, "Wat helpt nu?", "told")
            case_id = put_case(actor=actor, dossier_id=self.dossier_id, new=case)
        other = world.open(world.marloes, world.uwv)
        with world.marloes.at_work() as actor:
            new_case = NewNamelessCase(met, "Wat helpt als reizen niet lukt?")
            nameless_id = put_nameless_case(actor=actor, dossier_id=other, new=new_case)
        return {"discussion_id": met, "case_id": case_id, "nameless_id": nameless_id}

    def _asked_in(self) -> UUID:
        """The municipality asks to take part."""
        world = self.world
        with world.city_office.at_work(Purpose.INTAKE) as actor:
            clients = {self.dossier_id: Responsible(team_id=world.city_team)}
            on = {"organisation_id": world.city, "clients": clients}
            ask_to_join(actor=actor, **on, because=BECAUSE)
            return JoinRequest.objects.get().pk

    def _invited(self) -> dict[str, UUID]:
        """To a group meeting that a colleague leads."""
        world, day, key = self.world, clock.today() + timedelta(days=3), "module-sollicitatie"
        leader = world.mia.membership_id
        choice = ServiceChoice(key, [key], "other", BECAUSE, "written", 5, day)
        new = NewSession(key, day, time(9), time(12), 9, leader, None, "Zaal 1")
        with world.marloes.at_work() as actor:
            choose_service(actor=actor, dossier_id=self.dossier_id, choice=choice)
            session_id = plan_session(actor=actor, organisation_id=world.uwv, new=new)
            invite_to_session(actor=actor, dossier_ids=[self.dossier_id], session_id=session_id)
            invitation_id = WorkshopInvitation.objects.get(session_id=session_id).pk
        return {"workshop_id": session_id, "invitation_id": invitation_id}

    def _attended(self) -> dict[str, UUID]:
        """A talk that a mentor attended, with feedback."""
        world, system = self.world, system_actor()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            self.mentor = hire(system, world.uwv, "Mona Mentor", Role.MENTOR, None)
        new = NewVisit(
            self.mentor.membership_id, clock.today(), time(9), "Hoe luister ik?", "told", None, "2"
        )
        with world.marloes.at_work() as actor:
            visit_id = ask_mentor(actor=actor, dossier_id=self.dossier_id, new=new)
            visited_id = VisitedClient.objects.get(visit_id=visit_id).pk
        points = [point.value for point in FeedbackPiece.Point if point != "words"]
        feedback = NewFeedback(dict.fromkeys(points, "yes"), {}, "Goed gedaan.")
        with self.mentor.at_work(Purpose.QUALITY) as actor:
            on = {"organisation_id": world.uwv, "visit_id": visit_id}
            give_feedback(actor=actor, **on, new=feedback)
        with world.marloes.at_work():
            piece_id = FeedbackPiece.objects.filter(visit_id=visit_id)[0].pk
        return {"mentor_visit_id": visit_id, "visited_id": visited_id, "piece_id": piece_id}

    def _studied(self) -> dict[str, UUID]:
        """Drawn for a study of UWV that somebody there set up."""
        world, system, today = self.world, system_actor(), clock.today()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            adviser = hire(system, world.uwv, "Petra Beleid", Role.POLICY_ADVISER, None)
        words = ("Start", "Hoe gaat het?", "Beter werk.", "Wet SUWI", "Wij kijken naar de start.", "Petra")
        days = (today - timedelta(days=30), today, today + timedelta(days=30))
        new = NewStudy(*words, *days, sizes={world.uwv_team: 500})
        with adviser.at_work(Purpose.RESEARCH) as actor:
            on = {"actor": actor, "organisation_id": world.uwv}
            study_id = make_study(**on, new=new)
            draw_sample(**on, study_id=study_id)
            invitation_id = invite_organisation(
                **on, study_id=study_id, invited_id=world.city, words="Zelfde vraag."
            )
        with world.marloes.at_work():
            person = StudyPerson.objects.get(study_id=study_id, dossier_id=self.dossier_id)
        return {"study_id": study_id, "study_person_id": person.pk, "study_invitation_id": invitation_id}

    def _labour_expert(self) -> Person:
        actor = system_actor()
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            return hire(actor, self.world.uwv, "Lars Arbeid", Role.LABOUR_EXPERT, None)

    def _letter(self) -> UUID:
        """A letter that was held, so that every address about it has something to do."""
        now, marloes = clock.now(), self.world.marloes
        letter = Notice(
            dossier_id=self.dossier_id, organisation_id=self.world.uwv, reader_id=marloes.reader_id
        )
        letter.transport, letter.subject, letter.body, letter.state = "letter", "Plan", "Beste,", "held"
        letter.made_at = letter.due_at = now
        letter.save(force_insert=True)
        return letter.id

    def _fill_content(self, on: dict[str, Any]) -> None:
        plan = NewDocument("signed_plan", "Plan", clock.today())
        document_id = add_document(**on, new=plan, file=NewFile("plan.txt", "text/plain", b"Plan."))
        to = [self.world.joris.reader_id]
        message_id = send_message(**on, body="Weet u iets van vervoer?", to=to)
        new = NewWish("dossiers:list", "Eigen lijst van wie wacht.", 20)
        wish_id = report_wish(actor=on["actor"], organisation_id=self.world.uwv, new=new)
        self.ids |= {"wish_id": wish_id}
        self.ids |= {"document_id": document_id, "number": 1, "message_id": message_id}

    def _kept_view(self) -> UUID:
        with self.world.marloes.at_work() as actor:
            new = NewView("Stil", "who=mine&quiet=30")
            return save_view(actor=actor, organisation_id=self.world.uwv, new=new)

    def _colleagues(self) -> dict[str, UUID]:
        """An absence and a pair at the municipality, and a professional with a card."""
        from schakel.ground.organisations.actions import NewAbsence, make_pair, report_absence
        from schakel.ground.organisations.models import Membership

        world = self.world
        ours = {"organisation_id": world.city, "membership_id": world.bas.membership_id}
        with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            new = NewAbsence("away", clock.today())
            return {
                "absence_id": report_absence(actor=actor, **ours, new=new),
                "pair_id": make_pair(actor=actor, **ours, partner_id=world.bert.membership_id),
                "professional_id": Membership.objects.get(pk=world.bas.membership_id).professional_id,
                "organisation_id": world.city,
            }

    def _place(self) -> None:
        """A location and a plan of the municipality's administrator."""
        on = {"organisation_id": self.world.city}
        site = Site("Werkplein", "werkplein", "Kade 1", "9990AB", "Oosterwaard", "joint")
        new = NewOrganisation("Gemeente Nieuw", OrganisationKind.MUNICIPALITY)
        with self.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            self.ids["location_id"] = open_location(actor=actor, **on, site=site)
            plan = {"others": [], "into": new, "planned_on": clock.today(), "reason": BECAUSE}
            self.ids["succession_id"] = plan_merger(actor=actor, **on, **plan)
            paragraph, template = (
                NewParagraph("Bezwaar", "Bel mij."),
                NewTemplate("Brief", "letter", "S", "T"),
            )
            self.ids["paragraph_id"] = write_paragraph(actor=actor, **on, new=paragraph)
            self.ids["template_id"] = write_template(actor=actor, **on, new=template)
            team = NewJointTeam("Team Jongeren", "jongeren tot 27 jaar", "own")
            self.ids["joint_team_id"] = make_joint_team(actor=actor, **on, new=team)
            self.ids["body_id"] = found_body(
                actor=actor, **on, kind="chain", name="Overleg", task="De keten."
            )
            meeting = {"body_id": self.ids["body_id"], "held_on": clock.today()}
            self.ids["body_meeting_id"] = plan_body_meeting(actor=actor, **on, **meeting)
            bundle = {"location_id": self.ids["location_id"], "name": "Balie", "roles": [Role.MATCHMAKER]}
            self.ids["bundle_id"] = make_bundle(actor=actor, **on, **bundle)
            tie = NewTie("market", Section.PLAN, clock.today(), None, BECAUSE)
            self.ids["tie_id"] = propose_tie(actor=actor, **on, partner_id=self.world.provider, new=tie)
            channel = NewChannel("ww", "alone", BECAUSE)
            self.ids["channel_id"] = set_channel(actor=actor, **on, new=channel)
            step = NewAgreedStep("route", Role.CLIENT_MANAGER.value, 10, "een route met reden")
            self.ids["agreed_step_id"] = agree_step(actor=actor, **on, new=step)
            rule = Rule("", "uwv", BECAUSE, age_from=60)
            self.ids["rule_id"] = add_rule(actor=actor, **on, new=rule, place=1)
            local = NewLocalNorm(
                "PW-8a-2-d", "policy", "Beleid", "1", "Twee maanden.", clock.today(), clock.today()
            )
            self.ids["local_norm_id"] = enter_local_norm(actor=actor, **on, new=local)

    def _ways_in(self) -> None:
        """A program of the municipality, and a passkey of its administrator."""
        from schakel.ground.accounts.actions import NewSignOn, add_passkey, make_machine, set_sign_on
        from schakel.ground.accounts.passkeys import Made

        with self.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            on = {"organisation_id": self.world.city, "name": "bestand", "task": "imports"}
            self.ids["machine_id"] = make_machine(actor=actor, **on, days=30, token="een-woord")
        system = system_actor()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            provider = NewSignOn(
                "stad", "Stad", "https://login.example", "stad", (("coach", Role.CLIENT_MANAGER),)
            )
            on = {"organisation_id": self.world.city, "new": provider}
            self.ids["sign_on_id"] = set_sign_on(actor=system, **on)
        with self.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            made = Made(b"sleutel", b"openbaar", 0)
            self.ids["passkey_id"] = add_passkey(actor=actor, name="laptop", host="testserver", made=made)

    def _account_of_a_month(self) -> UUID:
        """With a form for contacts that is still a draft."""
        from schakel.information.imports.actions import ask_month, save_form, use_form
        from schakel.information.imports.rendering import ACCOUNT, STANDARD

        world = self.world
        with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            on: dict[str, Any] = {"actor": actor, "organisation_id": world.city}
            form_id = save_form(**on, topic="account", rhythm="month", layout=ACCOUNT, expected_version=None)
            use_form(**on, form_id=form_id, expected_version=None)
            save_form(**on, topic="contact", rhythm="day", layout=STANDARD, expected_version=None)
            earlier = clock.today().replace(day=1) - timedelta(days=1)
            return ask_month(**on, starts_on=earlier)

    def _import_run(self) -> UUID:
        from schakel.information.imports.actions import preview_import

        world = self.world
        content = "achternaam;cliëntnummer\nProef;A-9\n".encode()
        with world.uwv_office.at_work(Purpose.INTAKE) as actor:
            return preview_import(
                actor=actor,
                organisation_id=world.uwv,
                file_name="c.csv",
                content=content,
                mapping=None,
                default_team_id=world.uwv_team,
            )

    def url(self, name: str, pattern: URLPattern) -> str:
        """The address with ids of the stage. Raises KeyError for an argument the walk has no id for."""
        return reverse(name, kwargs={key: self.ids[key] for key in pattern.pattern.converters})


def as_person(person: Person | None) -> Client:
    """A browser in which that person is logged in; None is anonymous."""
    browser = Client(raise_request_exception=False)
    if person is not None:
        browser.force_login(
            Account.objects.get(pk=person.account_id), backend=settings.AUTHENTICATION_BACKENDS[0]
        )
    return browser
