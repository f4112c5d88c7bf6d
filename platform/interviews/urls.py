from django.urls import path

from interviews import views

app_name = "interviews"

urlpatterns = [
    path("review/", views.review_list, name="list"),
    path("review/<uuid:pk>/", views.review, name="detail"),
    path("review/<uuid:pk>/comments/", views.add_comment, name="comment"),
    path("review/comments/<int:pk>/delete/", views.delete_comment, name="delete-comment"),
    path("review/<uuid:pk>/decision/", views.decide, name="decide"),
]
