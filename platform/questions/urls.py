from django.urls import path

from questions.views import bank, exercises, explorers, glossary, idea, mock, practice

app_name = "questions"

urlpatterns = [
    path("idea/", idea.idea, name="idea"),
    path("explore/", explorers.explorer_list, name="explorers"),
    path("explore/<slug:slug>/", explorers.explorer, name="explorer"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("questions/", bank.question_list, name="list"),
    path("questions/claims/", bank.claims, name="claims"),
    path("questions/answers/<uuid:pk>/", practice.attempt, name="attempt"),
    path("questions/mock/", mock.mock_list, name="mocks"),
    path("questions/mock/<uuid:pk>/", mock.mock, name="mock"),
    path("questions/mock/<uuid:pk>/end/", mock.end, name="mock_end"),
    path("questions/mock/<uuid:pk>/mark/", mock.mark, name="mock_mark"),
    path("questions/<slug:slug>/", practice.practise, name="practise"),
    path("questions/<slug:slug>/answer/", bank.read, name="read"),
    path("questions/<slug:slug>/exercise/", exercises.exercise, name="exercise"),
]
